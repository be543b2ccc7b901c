package souk.platform.rest.security;

import org.springframework.security.core.AuthenticationException;

import souk.platform.rest.problem.Problem;

/** Nobody can say right now whether a token is good. */
public class UndecidedException extends AuthenticationException {

    private final transient Problem problem;

    public UndecidedException(Problem problem, Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
