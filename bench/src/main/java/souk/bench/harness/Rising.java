package souk.bench.harness;

/** Finds the highest rate that holds: up until it does not, then between the two. */
public final class Rising {

    private static final double STEP = 1.25;
    private static final double NEAR_ENOUGH = 1.07;
    private static final double BACK = 0.93;
    private static final double LOWEST = 1;

    /** Whether a rate holds. */
    @FunctionalInterface
    public interface Trial {

        /**
         * @param longer when it is about to be believed
         */
        boolean holds(double perSecond, boolean longer) throws Exception;
    }

    private final Trial trial;

    public Rising(Trial trial) {
        this.trial = trial;
    }

    /** Zero if none does. */
    public double highest(double first) throws Exception {
        double good = 0;
        double bad = Double.POSITIVE_INFINITY;
        double rate = first;
        while (rate >= LOWEST && bad > good * NEAR_ENOUGH) {
            if (trial.holds(rate, false)) {
                good = rate;
                rate = bad < Double.POSITIVE_INFINITY ? Math.sqrt(good * bad) : rate * STEP;
            } else {
                bad = rate;
                rate = good > 0 ? Math.sqrt(good * bad) : rate / STEP / STEP;
            }
        }
        while (good >= LOWEST && !trial.holds(good, true)) {
            good *= BACK;
        }
        return good < LOWEST ? 0 : good;
    }
}
