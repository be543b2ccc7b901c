package souk.audit;

import org.jspecify.annotations.Nullable;

import souk.kernel.Moment;

/**
 * What can be asked about the past. Personal values are masked in the answers unless they are asked
 * for; whether somebody may is not asked here.
 */
public sealed interface HistoryQuery {

    AuditedId subject();

    boolean personal();

    /**
     * Answered with a {@link HistoryPage}, the first event first.
     *
     * @param after where the page before ended
     */
    record ShowHistory(
            AuditedId subject,
            Filter filter,
            int limit,
            @Nullable String after,
            boolean total,
            boolean personal)
            implements HistoryQuery {}

    /**
     * Answered with a {@link StateView}.
     *
     * @param at now without it
     */
    record ShowState(AuditedId subject, @Nullable Moment at, boolean personal)
            implements HistoryQuery {}

    /**
     * Answered with a {@link DifferenceView}.
     *
     * @param from with the first event, without it
     * @param to now, without it
     */
    record ShowDifference(
            AuditedId subject, @Nullable Moment from, @Nullable Moment to, boolean personal)
            implements HistoryQuery {}

    /**
     * Which events of a history.
     *
     * @param type published name
     * @param actor account, {@code guest} or {@code system}
     * @param from included, as is the end
     * @param related whether events of other streams, too
     */
    record Filter(
            @Nullable String type,
            @Nullable String stream,
            @Nullable String actor,
            @Nullable Moment from,
            @Nullable Moment to,
            boolean related) {}
}
