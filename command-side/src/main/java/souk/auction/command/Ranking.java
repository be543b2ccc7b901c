package souk.auction.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import souk.account.AccountId;
import souk.auction.AuctionEvent.BidAccepted;
import souk.kernel.Secret;

import java.util.ArrayList;
import java.util.List;

/**
 * The best bidders, each with his highest maximum, the leader first; of equals the earlier. Those
 * who are too far behind to be offered anything are forgotten, so that it never gets longer.
 */
record Ranking(@JsonValue List<Bidder> best) {

    static final int MOST = 11;
    static final Ranking EMPTY = new Ranking(List.of());

    /** In minor units. */
    record Bidder(AccountId account, String alias, @Secret long maximum) {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Ranking {
        best = List.copyOf(best);
    }

    @Nullable Bidder leader() {
        return best.isEmpty() ? null : best.getFirst();
    }

    boolean isLed(AccountId by) {
        return !best.isEmpty() && best.getFirst().account.equals(by);
    }

    Ranking after(BidAccepted bid) {
        var bidder = new Bidder(bid.bidder(), bid.alias(), bid.maximum().amount());
        List<Bidder> next = new ArrayList<>(without(bid.bidder()).best);
        int place = 0;
        while (place < next.size() && next.get(place).maximum >= bidder.maximum) {
            place++;
        }
        next.add(place, bidder);
        return new Ranking(next.subList(0, Math.min(next.size(), MOST)));
    }

    /** Those behind him: whoever is before him was passed over. */
    Ranking below(AccountId account) {
        int place = 0;
        while (place < best.size() && !best.get(place).account.equals(account)) {
            place++;
        }
        return new Ranking(best.subList(Math.min(place + 1, best.size()), best.size()));
    }

    private Ranking without(AccountId account) {
        return new Ranking(best.stream().filter(it -> !it.account.equals(account)).toList());
    }
}
