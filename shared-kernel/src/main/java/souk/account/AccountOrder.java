package souk.account;

/** In which order accounts are listed. */
public enum AccountOrder {
    NEWEST_FIRST,
    OLDEST_FIRST,
    BY_EMAIL,
    BY_EMAIL_BACKWARDS
}
