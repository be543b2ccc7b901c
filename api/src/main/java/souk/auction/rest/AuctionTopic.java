package souk.auction.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.rest.CallingAccount;
import souk.auction.AuctionId;
import souk.auction.AuctionQuery.FindAuction;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionView;
import souk.platform.rest.Queries;
import souk.platform.rest.live.Topic;

/** One auction, for whoever may look at it. */
@Component
class AuctionTopic implements Topic {

    static final String NAME = "auction";

    private final Queries queries;

    AuctionTopic(Queries queries) {
        this.queries = queries;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isOfOne() {
        return true;
    }

    @Override
    public String open(String id, HttpServletRequest request, @Nullable Long position) {
        Viewer viewer = Viewers.of(CallingAccount.current());
        queries.ask(new FindAuction(new AuctionId(id), viewer), AuctionView.class, position);
        return id;
    }
}
