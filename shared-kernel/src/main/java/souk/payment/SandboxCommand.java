package souk.payment;

import org.axonframework.commandhandling.RoutingKey;

import souk.kernel.CallsOutside;
import souk.kernel.InvalidValue;

import java.time.Duration;

/** What can be done at the sandbox, the provider of our own where money is only played. */
public sealed interface SandboxCommand {

    int MOST_COPIES = 100;
    Duration LONGEST_DELAY = Duration.ofHours(1);

    /** What a buyer does with the page to pay on. */
    enum Action {
        PAY,
        DECLINE,
        /** He goes away. */
        ABANDON,
        /** He pays although the page is over: banks can be slow. */
        PAY_LATE
    }

    /**
     * Answered with the {@link SandboxSession}.
     *
     * @param copies how often each notice is sent
     * @param delay how much later than at once
     * @param shuffled in any order but the right one
     */
    record PayInSandbox(
            @RoutingKey String session, Action action, int copies, Duration delay, boolean shuffled)
            implements SandboxCommand {
        public PayInSandbox {
            if (copies < 1 || copies > MOST_COPIES) {
                throw new InvalidValue("invalid_copies", "must be from 1 to " + MOST_COPIES);
            }
            if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
                throw new InvalidValue("invalid_delay", "must be from nothing to an hour");
            }
        }
    }

    /** Sends a notice that waits to be sent. Tried again until it is taken. */
    @CallsOutside
    record DeliverNotice(@RoutingKey String notice, int copy) implements SandboxCommand {}

    /** The time of a page to pay on is over. Nothing happens where it was paid. */
    record CloseSandboxSession(@RoutingKey String session) implements SandboxCommand {}
}
