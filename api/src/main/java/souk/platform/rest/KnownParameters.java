package souk.platform.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import souk.platform.rest.problem.FieldProblem;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses query parameters that the handler does not know: a filter with a typo must not select
 * everything.
 */
class KnownParameters implements HandlerInterceptor {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null && handler instanceof HandlerMethod method) {
            Set<String> allowed = known.computeIfAbsent(method.getMethod(), _ -> namesOf(method));
            List<FieldProblem> unknown =
                    request.getParameterMap().keySet().stream()
                            .filter(name -> !allowed.contains(name))
                            .map(KnownParameters::unknown)
                            .toList();
            if (!unknown.isEmpty()) {
                throw new ProblemException(Problem.invalid(unknown));
            }
        }
        return true;
    }

    private static FieldProblem unknown(String name) {
        return new FieldProblem(name, "unknown_parameter", "is not known here");
    }

    private static Set<String> namesOf(HandlerMethod handler) {
        Set<String> names = new HashSet<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            if (parameter.getParameterType() == Paging.class) {
                names.addAll(Set.of(Paging.LIMIT, Paging.CURSOR, Paging.TOTAL));
            }
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                names.add(
                        named.name().isEmpty() ? parameter.getParameter().getName() : named.name());
            }
        }
        return names;
    }
}
