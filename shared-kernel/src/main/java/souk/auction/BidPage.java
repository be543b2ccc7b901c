package souk.auction;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some of many bids, and where to go on. */
public record BidPage(List<BidView> items, @Nullable String next, @Nullable Long total) {

    public BidPage {
        items = List.copyOf(items);
    }
}
