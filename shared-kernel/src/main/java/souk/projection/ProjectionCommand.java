package souk.projection;

import org.axonframework.commandhandling.RoutingKey;

/**
 * Everything that can be asked of projections. They hold no events of their own: these change only
 * what is parked.
 */
public sealed interface ProjectionCommand {

    @RoutingKey
    String projection();

    String letterId();

    /**
     * Handles the letter again, and after it the ones that wait behind it. Answered with {@link
     * RetryOutcome}.
     */
    record RetryDeadLetter(String projection, String letterId) implements ProjectionCommand {}

    /** Gives the letter up; those behind it may go on. */
    record DiscardDeadLetter(String projection, String letterId, String reason)
            implements ProjectionCommand {}
}
