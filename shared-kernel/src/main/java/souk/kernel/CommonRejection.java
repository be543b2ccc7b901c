package souk.kernel;

/** Refusals that any capability may meet. */
public sealed interface CommonRejection extends Rejection {

    /** A command was sent to something that does not exist. */
    record NotFound(String resource) implements CommonRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String code() {
            return resource + "_not_found";
        }

        @Override
        public String message() {
            return "There is no such " + resource + ".";
        }
    }

    /** Somebody changed the resource since the client read it ({@code If-Match}). */
    record VersionMismatch(long currentVersion) implements CommonRejection {
        @Override
        public Kind kind() {
            return Kind.PRECONDITION_FAILED;
        }

        @Override
        public String message() {
            return "The resource is at version " + currentVersion + " by now.";
        }
    }

    /** Others kept changing the same thing for as long as we tried. */
    record TooMuchContention() implements CommonRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "Others are changing the same thing right now. Try again.";
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** Whoever it is about was forgotten: nothing personal is kept about him any more. */
    record SubjectErased() implements CommonRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "Whoever this is about has been erased.";
        }
    }

    /** The view has not yet seen the position that the client asked for. */
    record ProjectionBehind(String projection, long position, long requested)
            implements CommonRejection {
        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }

        @Override
        public String message() {
            return "The view "
                    + projection
                    + " is at position "
                    + position
                    + ", not yet at "
                    + requested
                    + ".";
        }
    }

    /**
     * Commands cannot be stored, or nobody is there to decide on them. Nothing has happened, unless
     * only the answer was lost: repeated with the same key, nothing happens twice.
     */
    record ServiceUnavailable(String what) implements CommonRejection {
        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }

        @Override
        public String message() {
            return "Not reachable right now: " + what + ".";
        }
    }
}
