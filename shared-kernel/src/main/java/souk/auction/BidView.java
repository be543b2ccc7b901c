package souk.auction;

import souk.kernel.Money;

import java.time.Instant;

/**
 * A bid as everybody sees it.
 *
 * @param bidder an alias
 * @param price what it made of the price
 * @param leader whom it made, or left, the leader
 */
public record BidView(BidId id, String bidder, Money price, String leader, Instant at) {}
