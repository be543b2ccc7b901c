package souk.auction.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import souk.auction.AuctionCommand;
import souk.auction.Increments;
import souk.auction.Increments.Step;
import souk.kernel.InvalidValue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/**
 * How auctions go where their sellers do not say otherwise.
 *
 * @param payWithin how long whoever gets it has to pay
 * @param runnersUp how many others it is offered to, one after the other, while nobody pays
 * @param extension how long there is at least to answer a new leader
 * @param shortest how long an auction lasts at least
 * @param longest how long it lasts at most
 * @param ahead how long before it opens it may be scheduled
 * @param increments by how much prices move, in whole units of the currency, whichever it is
 */
@ConfigurationProperties("souk.auction")
record AuctionSettings(
        @DefaultValue("PT48H") Duration payWithin,
        @DefaultValue("2") int runnersUp,
        @DefaultValue("OWN_MAXIMUM") RunnerUpPrice runnerUpPrice,
        @DefaultValue("PT2M") Duration extension,
        @DefaultValue("PT1S") Duration shortest,
        @DefaultValue("P90D") Duration longest,
        @DefaultValue("P365D") Duration ahead,
        @DefaultValue List<Increment> increments) {

    private static final int MOST_DIGITS = 4;
    static final Duration LONGEST_EXTENSION = Duration.ofHours(1);

    /** What somebody pays for what another has not paid. */
    enum RunnerUpPrice {
        /** As much as he was ready to pay. */
        OWN_MAXIMUM,
        /** As much as if those before him had not been there. */
        WITHOUT_THE_UNPAID
    }

    /** From this price on. */
    record Increment(BigDecimal from, BigDecimal by) {
        private static Increment of(String from, String by) {
            return new Increment(new BigDecimal(from), new BigDecimal(by));
        }
    }

    private static final List<Increment> USUAL =
            List.of(
                    Increment.of("0", "0.05"),
                    Increment.of("1", "0.25"),
                    Increment.of("5", "0.50"),
                    Increment.of("25", "1"),
                    Increment.of("100", "2.50"),
                    Increment.of("250", "5"),
                    Increment.of("500", "10"),
                    Increment.of("1000", "25"),
                    Increment.of("2500", "50"),
                    Increment.of("5000", "100"));

    AuctionSettings {
        increments = increments.isEmpty() ? USUAL : List.copyOf(increments);
        if (runnersUp < 0 || runnersUp >= Ranking.MOST) {
            throw new IllegalArgumentException("Runners-up are 0 to " + (Ranking.MOST - 1));
        }
        if (payWithin.isNegative() || payWithin.isZero()) {
            throw new IllegalArgumentException("There must be time to pay");
        }
        if (extension.isNegative() || extension.compareTo(LONGEST_EXTENSION) > 0) {
            throw new IllegalArgumentException("Extensions are at most " + LONGEST_EXTENSION);
        }
        for (int digits = 0; digits <= MOST_DIGITS; digits++) {
            mustFit(increments, digits);
        }
    }

    // now, and not when somebody wants to sell something
    private static void mustFit(List<Increment> increments, int digits) {
        try {
            Increments minor = minor(increments, digits);
            if (increments.stream().anyMatch(it -> it.by().signum() <= 0)
                    || minor.steps().stream().anyMatch(it -> it.by() > AuctionCommand.HIGHEST)) {
                throw new IllegalArgumentException("Increments are something, and not too much");
            }
        } catch (ArithmeticException | InvalidValue unfit) {
            throw new IllegalArgumentException(
                    "Increments begin at 0 and ascend, also with " + digits + " digits", unfit);
        }
    }

    /** In minor units of a currency with so many digits. */
    Increments incrementsWith(int digits) {
        return minor(increments, digits);
    }

    private static Increments minor(List<Increment> increments, int digits) {
        return new Increments(
                increments.stream()
                        .map(it -> new Step(minor(it.from(), digits), by(it, digits)))
                        .toList());
    }

    private static long by(Increment increment, int digits) {
        return Math.max(1, minor(increment.by(), digits));
    }

    private static long minor(BigDecimal amount, int digits) {
        return amount.movePointRight(digits).setScale(0, RoundingMode.UP).longValueExact();
    }
}
