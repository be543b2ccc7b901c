package souk.payment;

/** What became of a provider's notice. */
public enum NoticeOutcome {
    /** A payment knows now, or knew already. */
    APPLIED,
    /** Nothing that concerns us. */
    IGNORED
}
