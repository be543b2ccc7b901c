package souk.errand;

import org.axonframework.commandhandling.RoutingKey;

/** Everything that can be asked of parked errands. They are no events: nothing else changes. */
public sealed interface ErrandCommand {

    @RoutingKey
    String errandId();

    /** It was parked for a reason that is gone. Answered with nothing: it is tried afterwards. */
    record RetryErrand(String errandId) implements ErrandCommand {}

    /** It has been done in another way, or need not be done. */
    record DiscardErrand(String errandId) implements ErrandCommand {}
}
