package souk.platform.rest.problem;

import io.swagger.v3.oas.annotations.Hidden;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

import java.io.IOException;

/** Where the container sends what nobody else has answered: it gets a problem like everybody. */
@Hidden
@Controller
class ErrorPage implements ErrorController {

    private final ProblemWriter problems;

    ErrorPage(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        problems.write(problemOf(failure, status), request, response);
    }

    private static Problem problemOf(Object failure, Object status) {
        if (failure instanceof Throwable thrown) {
            return Problems.of(thrown);
        }
        return status instanceof Integer known
                ? Problems.of(known)
                : Problem.of(ProblemCode.NOT_FOUND); // somebody asked for the error page itself
    }
}
