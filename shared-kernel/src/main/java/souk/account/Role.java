package souk.account;

/** What an account may be. */
public enum Role {
    CUSTOMER,
    SELLER,
    ADMIN,
    AUDITOR,
    ANALYST
}
