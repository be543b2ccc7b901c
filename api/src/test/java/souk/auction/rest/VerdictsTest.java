package souk.auction.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import souk.account.AccountId;
import souk.auction.AuctionEvent;
import souk.auction.AuctionEvent.AuctionClosed;
import souk.auction.AuctionEvent.AwardLapsed;
import souk.auction.AuctionId;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Happened;
import souk.kernel.Money;
import souk.kernel.proof.StoredRecord;
import souk.order.OrderId;
import souk.platform.rest.StubRecords;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** Which awards are told as the end of an auction. */
class VerdictsTest {

    private static final AuctionId AUCTION = new AuctionId("auc_01hzy00000000000000000000a");
    private static final AuctionClosed CLOSED =
            new AuctionClosed(AUCTION, new Money(1_500, Currency.getInstance("EUR")), true, 7);
    private static final AwardLapsed LAPSED =
            new AwardLapsed(
                    AUCTION,
                    new OrderId("ord_01hzy00000000000000000000a"),
                    new AccountId("acc_01hzy00000000000000000000a"),
                    "bidder-aaaaaa");

    /** A log that holds one event of the auction. */
    private static final class One extends StubRecords {

        private final AuctionEvent event;
        private final long version;

        One(long version, AuctionEvent event) {
            this.version = version;
            this.event = event;
        }

        @Override
        public List<StoredRecord> stream(String stream, long from, int most) {
            return stream.equals(AUCTION.value()) && from == version && most == 1
                    ? List.of(
                            new StoredRecord(
                                    4_711,
                                    "an id",
                                    stream,
                                    version,
                                    "auction.Auction",
                                    "auction",
                                    "1",
                                    Instant.EPOCH,
                                    null,
                                    new byte[0],
                                    new byte[0]))
                    : List.of();
        }

        @Override
        public List<Entry> decode(StoredRecord stored) {
            return List.of(
                    new Entry(
                            stored.position(),
                            stored.type(),
                            event.getClass(),
                            stored.stream(),
                            new Happened(
                                    stored.id(),
                                    stored.streamType(),
                                    stored.sequence(),
                                    stored.time(),
                                    event,
                                    Map.of()),
                            null));
        }
    }

    @Test
    void an_award_right_after_the_end_is_what_came_of_it() {
        var verdicts = new Verdicts(new StubRecords());
        verdicts.remember(4, CLOSED);

        assertThat(verdicts.closed(AUCTION.value(), 5)).contains(CLOSED);
        assertThat(verdicts.closed(AUCTION.value(), 7)).isEmpty();
    }

    @Test
    void an_award_after_one_that_lapsed_is_not() {
        var verdicts = new Verdicts(new StubRecords());
        verdicts.remember(4, CLOSED);
        verdicts.remember(6, LAPSED);

        assertThat(verdicts.closed(AUCTION.value(), 7)).isEmpty();
    }

    @Test
    void whoever_begins_between_the_two_finds_what_was_before() {
        assertThat(new Verdicts(new One(4, CLOSED)).closed(AUCTION.value(), 5)).contains(CLOSED);
        assertThat(new Verdicts(new One(6, LAPSED)).closed(AUCTION.value(), 7)).isEmpty();
    }
}
