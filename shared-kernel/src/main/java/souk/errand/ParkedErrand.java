package souk.errand;

import java.time.Instant;

/**
 * A command of ours that was refused for good, or has failed too often.
 *
 * @param payload what the command says, as JSON, cut where it is long
 */
public record ParkedErrand(
        String id, String command, String payload, String reason, int attempts, Instant parkedAt) {}
