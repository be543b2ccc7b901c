package souk.auction;

import souk.kernel.InvalidValue;

import java.util.List;

/**
 * By how much the price moves at least, in minor units, the higher it is the more.
 *
 * @param steps the first from 0, each from a higher price than the one before
 */
public record Increments(List<Step> steps) {

    private static final int MOST = 50;

    /** From this price on. */
    public record Step(long from, long by) {}

    public Increments {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MOST || steps.getFirst().from() != 0) {
            throw new InvalidValue("invalid_increment", "must begin at 0");
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).by() < 1 || i > 0 && steps.get(i).from() <= steps.get(i - 1).from()) {
                throw new InvalidValue("invalid_increment", "must ascend, and be something");
            }
        }
    }

    public static Increments of(long always) {
        return new Increments(List.of(new Step(0, always)));
    }

    /** What is one step above the price. */
    public long above(long price) {
        long by = 1;
        for (Step step : steps) {
            if (price >= step.from()) {
                by = step.by();
            }
        }
        return Math.addExact(price, by);
    }
}
