package souk.seller;

/** Only what an approved seller offers is for sale. */
public enum SellerStatus {
    APPLIED,
    APPROVED,
    SUSPENDED
}
