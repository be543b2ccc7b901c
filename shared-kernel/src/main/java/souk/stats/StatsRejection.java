package souk.stats;

import souk.kernel.Rejection;

/** Every way in which figures are not told. */
public sealed interface StatsRejection extends Rejection {

    record RangeBackwards(Days range) implements StatsRejection {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String message() {
            return "The last day is before the first.";
        }
    }

    record RangeTooLong(long longest) implements StatsRejection {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String message() {
            return "No more than " + longest + " days can be told of at once.";
        }
    }
}
