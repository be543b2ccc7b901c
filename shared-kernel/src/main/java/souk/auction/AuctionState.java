package souk.auction;

/** How far an auction has got. SOLD is who has a winner, whether he has paid yet or not. */
public enum AuctionState {
    SCHEDULED,
    OPEN,
    SOLD,
    UNSOLD,
    CANCELLED
}
