package souk.platform.rest.idempotency;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import souk.platform.rest.problem.Problem;

/** What is to become of a keyed request that has run. */
enum Fate {
    /** It is done: success, or a decision against it. */
    REMEMBER,

    /** It is not, or nobody knows: it may run again, as the same request. */
    RETRY,

    /**
     * It never was: refused by HTTP itself before anything was asked of anybody. The key is as new.
     */
    FORGET;

    static Fate of(int status, @Nullable Problem problem, boolean untouched) {
        if (problem == null) {
            return status < HttpStatus.BAD_REQUEST.value() ? REMEMBER : RETRY;
        }
        if (problem.retryable() || problem.status().is5xxServerError()) {
            return RETRY;
        }
        if (problem.decision()) {
            return REMEMBER;
        }
        return untouched ? FORGET : RETRY;
    }
}
