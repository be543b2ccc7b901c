package souk.audit;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** Everything that can be asked of checks. Answered with a {@link CheckView}. */
public sealed interface CheckCommand {

    @RoutingKey
    CheckId checkId();

    /**
     * Compares the log with what was sealed of it, or views with what their events say.
     *
     * @param from the first position that is compared
     * @param to the last one; as far as there are any without it
     * @param projections which views; those of orders and payments if none is named
     * @param look the event that says who asks: where it was stored, the log ended
     */
    record StartCheck(
            CheckId checkId,
            Set<CheckView.Kind> kinds,
            long from,
            @Nullable Long to,
            List<String> projections,
            @Nullable AccessId look)
            implements CheckCommand {

        public StartCheck {
            kinds = Set.copyOf(kinds);
            projections = List.copyOf(projections);
        }
    }

    record CancelCheck(CheckId checkId) implements CheckCommand {}
}
