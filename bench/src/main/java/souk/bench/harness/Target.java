package souk.bench.harness;

/** What we want, what we got. */
public record Target(String what, double measured, Direction direction, double limit, boolean met) {

    /** Which side of the limit is the good one. */
    public enum Direction {
        AT_LEAST,
        AT_MOST
    }

    public static Target atLeast(String what, double measured, double limit) {
        return new Target(what, measured, Direction.AT_LEAST, limit, measured >= limit);
    }

    public static Target atMost(String what, double measured, double limit) {
        return new Target(what, measured, Direction.AT_MOST, limit, measured <= limit);
    }
}
