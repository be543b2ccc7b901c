package souk.audit;

import org.jspecify.annotations.Nullable;

import souk.kernel.ForAuditors;

/**
 * What somebody is about to see.
 *
 * @param target such as {@code orders/ord_…}, {@code log} or {@code accounts/acc_…}
 * @param detail which part: a range of positions, two moments, the ids that a page has shown
 * @param personal whether it shows personal data
 * @param reason why, in the words of whoever looks
 */
public record Access(
        Kind kind,
        String target,
        @Nullable String detail,
        boolean personal,
        @ForAuditors @Nullable String reason) {

    /**
     * What was looked at; outside of the audit, {@code SHOWN}: an order, an account, a page of
     * them.
     */
    public enum Kind {
        HISTORY,
        STATE,
        DIFFERENCE,
        CHECK,
        LOG_EXPORT,
        PERSON_EXPORT,
        SHOWN
    }
}
