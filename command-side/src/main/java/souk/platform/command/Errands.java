package souk.platform.command;

import java.time.Instant;

/**
 * Commands that nobody waits for, and that must be carried out in the end: what fails for a passing
 * reason is tried again, across restarts and by whichever node is there, so each must be one that
 * carried out twice is done once. What is refused for good is kept for somebody to look at.
 */
public interface Errands {

    /** Tried at once, in a unit of work of its own; kept only if that fails. */
    void send(Object command);

    /** Kept together with what the current transaction writes, and carried out after it. */
    void later(Object command);

    /** The same, not before the given time. */
    void at(Instant due, Object command);
}
