package souk.payment;

import souk.kernel.Rejection;

/** Every way in which the sandbox says no. */
public sealed interface SandboxRejection extends Rejection {

    record SandboxSessionNotFound() implements SandboxRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such page to pay on.";
        }
    }

    /** Nobody can pay here any more. */
    record SandboxSessionOver(SandboxSession.Status status) implements SandboxRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The page to pay on is " + status + ".";
        }
    }

    /** Whoever is to be told does not take the notice: he will be told again. */
    record NoticeNotTaken(String answer) implements SandboxRejection {
        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }

        @Override
        public String message() {
            return "The notice was not taken: " + answer + ".";
        }
    }
}
