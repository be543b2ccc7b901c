package souk.platform.query.rebuild;

/** How far a rebuild is. */
public enum Phase {
    /** Events are read and folded; rows that have grown cold are written. */
    SCAN,
    /** The rows that are left are written. */
    LOAD,
    INDEX,
    /** What has happened meanwhile is folded, too. */
    CATCH_UP,
    COMPARE,
    SWAP,
    DONE,
    FAILED,
    CANCELLED;

    public boolean isOver() {
        return compareTo(DONE) >= 0;
    }
}
