package souk.audit;

import org.axonframework.commandhandling.RoutingKey;

/** What can be done about the log: nothing to what it holds. */
public sealed interface LogCommand {

    /** There is one, so all nodes see to it in turn. */
    String LOG = "log";

    /** From now on another key signs. Answered with its {@link LogKey}. */
    record RotateLogKey(@RoutingKey String log) implements LogCommand {}
}
