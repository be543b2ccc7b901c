package souk.projection;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

import souk.kernel.Moment;

import java.util.List;

/** Everything that can be asked of rebuilds. Answered with a {@link RebuildView}. */
public sealed interface RebuildCommand {

    @RoutingKey
    String projection();

    String rebuildId();

    /**
     * Makes the tables anew from all events, and puts them in the place of the live ones.
     *
     * @param verify whether a difference to the live tables is a failure
     * @param keepOld whether the old tables stay for the way back
     * @param from events before this position are left out; what they would have changed is then a
     *     failure
     * @param at the last position, for tables that stay beside the live ones
     * @param with others that are rebuilt at the same time from the same events
     */
    record StartRebuild(
            String projection,
            String rebuildId,
            boolean verify,
            boolean keepOld,
            long from,
            @Nullable Moment at,
            List<Also> with)
            implements RebuildCommand {

        public StartRebuild {
            with = List.copyOf(with);
        }
    }

    record CancelRebuild(String projection, String rebuildId) implements RebuildCommand {}

    /** Back to the tables that the last rebuild has kept, with what has happened since. */
    record RollBack(String projection, String rebuildId) implements RebuildCommand {}

    /** Another projection, and the id of its rebuild. */
    record Also(String projection, String rebuildId) {}
}
