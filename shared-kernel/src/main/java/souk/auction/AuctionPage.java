package souk.auction;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some of many auctions, and where to go on. */
public record AuctionPage(List<AuctionView> items, @Nullable String next, @Nullable Long total) {

    public AuctionPage {
        items = List.copyOf(items);
    }
}
