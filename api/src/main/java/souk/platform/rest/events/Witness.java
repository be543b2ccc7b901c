package souk.platform.rest.events;

/** Sees all events of all nodes, one position after the other, as they are stored. */
public interface Witness {

    /**
     * Here it begins, or goes on: no event is left out in between.
     *
     * @param from the position after which events come
     * @param head the last position there is: up to it events are old. Where more has been seen
     *     than there is, the store is what it was at an earlier time
     */
    void begin(long from, long head);

    /** May come again after it failed. */
    void see(Happening happening);

    /** For a while nobody tells what happens. */
    void pause();
}
