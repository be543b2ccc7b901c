package souk.auction;

import souk.kernel.Money;

import java.util.List;

/**
 * What has become of the auctions of a seller.
 *
 * @param states without those of none
 * @param sold what winners are to pay, in each currency
 */
public record AuctionSummary(List<InState> states, List<Sold> sold) {

    public AuctionSummary {
        states = List.copyOf(states);
        sold = List.copyOf(sold);
    }

    /** How many there are in a state. */
    public record InState(AuctionState state, long auctions) {}

    /**
     * @param paid how much of it has been paid
     */
    public record Sold(long auctions, Money amount, Money paid) {}
}
