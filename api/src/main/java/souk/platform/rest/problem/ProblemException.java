package souk.platform.rest.problem;

/** A refusal by HTTP itself, on its way to the client. */
public class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(ProblemCode code) {
        this(Problem.of(code));
    }

    public Problem problem() {
        return problem;
    }
}
