package souk.kernel;

/** What is known of processes beside this one that store events in the same place. */
public interface OtherWriters {

    /**
     * Whether none has stored anything between that moment and one that is less than a second ago.
     * False where nobody knows.
     *
     * @param nanoTime a moment of {@link System#nanoTime()}
     */
    boolean silentSince(long nanoTime);
}
