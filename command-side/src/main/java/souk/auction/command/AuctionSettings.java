package souk.auction.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.math.BigDecimal;
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
    }
}
