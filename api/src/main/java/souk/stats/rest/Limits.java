package souk.stats.rest;

import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

/** How many of the best are shown. */
final class Limits {

    private static final int MOST = 100;

    private Limits() {}

    static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(
                    Problem.invalid(
                            "limit", "invalid_limit", "must be a number from 1 to " + MOST));
        }
        return limit;
    }
}
