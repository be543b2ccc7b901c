package souk.payment.rest;

/** What has become of a notice. */
enum NoticeStatus {
    WAITING,
    DONE,
    /** Refused, or tried too often: somebody has to look at it. */
    PARKED
}
