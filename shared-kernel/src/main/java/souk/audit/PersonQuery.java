package souk.audit;

import org.jspecify.annotations.Nullable;

import souk.account.AccountId;

import java.util.List;

/** What people can ask about themselves. Whether somebody may is not asked here. */
public sealed interface PersonQuery {

    /**
     * Answered with a {@link PersonEventPage}: what has happened in the streams, one stream after
     * the other.
     *
     * @param limit of events that are looked at
     * @param after where the page before ended
     */
    record ShowPersonEvents(
            AccountId person, List<Wanted> streams, int limit, @Nullable String after)
            implements PersonQuery {

        public ShowPersonEvents {
            streams = List.copyOf(streams);
        }

        /**
         * @param all of others than the person's own, only what he has caused himself
         */
        public record Wanted(String stream, boolean all) {}
    }
}
