package souk.audit;

import souk.kernel.Rejection;

import java.time.Instant;

/** Why there is nothing to tell of the past. */
public sealed interface HistoryRejection extends Rejection {

    /** It began later. */
    record NotYetThere(String resource, long firstPosition, Instant firstTime)
            implements HistoryRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There was no such " + resource + " yet.";
        }
    }

    /** That moment is still to come. */
    record NotYetHappened(long head) implements HistoryRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "Nothing has happened after position " + head + " yet.";
        }
    }

    /** Whoever wrote that event wrote what nobody can read. */
    record Unreadable(long position) implements HistoryRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "The event at position " + position + " can't be read.";
        }
    }
}
