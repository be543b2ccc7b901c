package souk.audit;

import souk.kernel.Rejection;

/** Every way in which the log says no. */
public sealed interface LogRejection extends Rejection {

    /** Events are sealed a moment after they are stored. */
    record NotSealedYet(long asked, long sealed) implements LogRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "The log is sealed up to size %d; %d is beyond that.".formatted(sealed, asked);
        }
    }

    record CheckpointNotFound() implements LogRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "No such checkpoint has been signed.";
        }
    }

    /** The log contradicts what was signed, or nobody who could sign can be found. */
    record LogNotSealing(String reason) implements LogRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The log is not being sealed: " + reason;
        }
    }
}
