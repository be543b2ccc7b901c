package souk.kernel;

/** Keys of the metadata that messages carry. The first group is stored with every event. */
public final class MessageKeys {

    /** Account id of whoever caused this, or {@code guest} or {@code system}. */
    public static final String ACTOR = "actor";

    /** In which role the actor acted. */
    public static final String ROLE = "role";

    /** The request or webhook that started it all. */
    public static final String CORRELATION_ID = "correlationId";

    /** The message that directly caused this one. */
    public static final String CAUSATION_ID = "causationId";

    /**
     * On events: what caused the command, where that was another message, and not what started it
     * all.
     */
    public static final String CAUSED_BY = "causedBy";

    /** The published name of the command that led to an event. */
    public static final String COMMAND = "command";

    /** Hash of the caller's Idempotency-Key. */
    public static final String IDEMPOTENCY_KEY = "idempotencyKey";

    /** On commands: the version that the client's {@code If-Match} names. */
    public static final String EXPECTED_VERSION = "expectedVersion";

    /**
     * On results: the position of the last event that the command caused. On queries: the position
     * to wait for.
     */
    public static final String POSITION = "position";

    /**
     * On results: the command had been carried out before, by an earlier attempt with the same key.
     */
    public static final String REPLAYED = "replayed";

    private MessageKeys() {}
}
