package souk.audit;

import souk.kernel.Rejection;

/** Every way in which checks say no. */
public sealed interface CheckRejection extends Rejection {

    record CheckNotFound(CheckId checkId) implements CheckRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no check " + checkId + ".";
        }
    }

    record CheckRunning(CheckId checkId) implements CheckRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "One check is under way; wait for it, or cancel it.";
        }
    }

    record CheckOver(CheckId checkId) implements CheckRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The check is over; there is nothing to cancel any more.";
        }
    }

    record NoSuchView(String projection) implements CheckRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "There is no projection " + projection + ".";
        }
    }
}
