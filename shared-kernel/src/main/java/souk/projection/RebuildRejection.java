package souk.projection;

import souk.kernel.Rejection;

import java.time.Instant;

/** Every way in which rebuilds say no. */
public sealed interface RebuildRejection extends Rejection {

    record RebuildNotFound(String rebuildId) implements RebuildRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no rebuild " + rebuildId + ".";
        }
    }

    record RebuildRunning(String projection, String rebuildId) implements RebuildRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return projection + " is being rebuilt already; wait for it, or cancel it.";
        }
    }

    record RebuildOver(String rebuildId) implements RebuildRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The rebuild is over; there is nothing to cancel any more.";
        }
    }

    /** Tables that begin there would be empty. */
    record NotReachedYet(String projection, long from, long position) implements RebuildRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "%s has not come to %d yet: it is at %d.".formatted(projection, from, position);
        }
    }

    /** There is nothing of which tables could be made. */
    record NothingHappenedYet(Instant at) implements RebuildRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "Nothing had happened by " + at + ".";
        }
    }

    record NoGenerationKept(String projection) implements RebuildRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return projection + " has no other generation to go back to.";
        }
    }

    /** Going back would lose events for good: their letters were done with by the rebuild. */
    record KeptGenerationIncomplete(String projection, long missing) implements RebuildRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The kept generation of " + projection + " lacks " + missing + " events.";
        }
    }
}
