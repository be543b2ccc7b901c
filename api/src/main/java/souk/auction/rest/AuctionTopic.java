package souk.auction.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.rest.CallingAccount;
import souk.auction.AuctionId;
import souk.auction.AuctionQuery.FindAuction;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionView;
import souk.auction.Audience;
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
    public String open(String id, HttpServletRequest request, long head) {
        Viewer viewer = Viewers.of(CallingAccount.current());
        var question = new FindAuction(new AuctionId(id), viewer);
        AuctionView found = Topic.find(head, position -> ask(question, position));
        if (found.audience() != Audience.PUBLIC) {
            ask(question, head); // a dealer who is turned away must not be let in by what was
        }
        return id;
    }

    private AuctionView ask(FindAuction question, @Nullable Long position) {
        return queries.ask(question, AuctionView.class, position);
    }
}
