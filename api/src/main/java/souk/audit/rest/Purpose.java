package souk.audit.rest;

import org.jspecify.annotations.Nullable;

import souk.account.Role;
import souk.kernel.Text;
import souk.platform.rest.call.Actor;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

/** What somebody looks for, and why. Personal values are shown to admins who say what for. */
record Purpose(boolean personal, @Nullable String reason) {

    private static final int LONGEST = 200;

    static Purpose of(boolean personal, @Nullable String reason) {
        String why = reason == null ? null : Text.line("reason", reason, LONGEST);
        if (personal && !Actor.current().is(Role.ADMIN.name())) {
            throw new ProblemException(ProblemCode.FORBIDDEN);
        }
        if (personal && why == null) {
            throw invalid();
        }
        return new Purpose(personal, why);
    }

    private static ProblemException invalid() {
        return new ProblemException(
                Problem.invalid(
                        "reason", "invalid_reason", "must be 1 to " + LONGEST + " characters"));
    }
}
