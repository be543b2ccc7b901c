package souk.platform.rest;

/** In which order filters see a request; Spring Security stands at -100. */
public final class FilterOrder {

    static final int BODY_LIMIT = -200;

    public static final int FOREIGN_PAGES = -190;

    /** Behind security, so that the caller is known. */
    public static final int RATE_LIMIT = 50;

    /** Behind security, so that the caller is known and allowed to be here. */
    public static final int IDEMPOTENCY = 100;

    private FilterOrder() {}
}
