package souk.order;

/** How far what one seller sends has got. */
public enum ConsignmentStatus {
    /** Not paid yet. */
    WAITING,
    /** To be sent. */
    READY,
    SHIPPED,
    DELIVERED,
    CANCELLED
}
