package souk.auction;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some of what somebody has bid on, and where to go on. */
public record OwnBidPage(List<OwnBidView> items, @Nullable String next, @Nullable Long total) {

    public OwnBidPage {
        items = List.copyOf(items);
    }
}
