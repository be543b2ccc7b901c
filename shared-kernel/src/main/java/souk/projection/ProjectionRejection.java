package souk.projection;

import souk.kernel.Rejection;

/** Every way in which projections say no. */
public sealed interface ProjectionRejection extends Rejection {

    record ProjectionNotFound(String projection) implements ProjectionRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no projection " + projection + ".";
        }
    }

    record DeadLetterNotFound(String letterId) implements ProjectionRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such dead letter; it may have been handled meanwhile.";
        }
    }

    /** Another letter of the same sequence comes first. */
    record NotNextInSequence(String letterId, String next) implements ProjectionRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "Letters of one sequence are handled in order; first comes " + next + ".";
        }
    }
}
