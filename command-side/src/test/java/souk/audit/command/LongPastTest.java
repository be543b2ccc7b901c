package souk.audit.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountId;
import souk.auction.AuctionView;
import souk.auction.command.AuctionHouse;
import souk.audit.Audited;
import souk.audit.AuditedId;
import souk.audit.HistoryQuery.Filter;
import souk.audit.HistoryQuery.ShowHistory;
import souk.inventory.StockEvent.StockReceived;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventRecords;
import souk.kernel.EventSecrets;
import souk.kernel.Moment;
import souk.kernel.Sku;
import souk.kernel.proof.StoredRecord;
import souk.platform.process.MovableClock;
import souk.platform.process.ProcessNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What is long ago in a long stream is not far away. */
@ProcessNode
class LongPastTest {

    private static final int BIDS = 5_000;
    private static final int LOOKS = 200;

    @Autowired CommandBus commands;
    @Autowired EventStore events;
    @Autowired EventRecords records;
    @Autowired MovableClock clock;
    @Autowired Folds folds;
    @Autowired Trees trees;
    @Autowired Moments moments;
    @Autowired EventSecrets secrets;

    private static AuditedId subject(AuctionView auction) {
        return new AuditedId(Audited.AUCTIONS, auction.id().value());
    }

    private static ShowHistory firstPage(AuditedId subject) {
        var everything = new Filter(null, null, null, null, null, true);
        return new ShowHistory(subject, everything, 20, null, false, false);
    }

    @Test
    void any_moment_of_ten_thousand_events_is_as_if_folded_from_the_first() {
        var house = new AuctionHouse(commands, events, clock);
        AuctionView auction = house.open(Duration.ofDays(1));
        List<AccountId> bidders = List.of(house.somebody(), house.somebody());
        for (int number = 0; number < BIDS; number++) {
            house.done(
                    AuctionHouse.bid(auction.id(), bidders.get(number % 2), 1_000 + 100L * number));
        }
        List<StoredRecord> all = records.stream(auction.id().value(), 0);
        assertThat(all).hasSizeGreaterThan(2 * BIDS);
        var past = new Past(records, folds, new Milestones(), trees);
        past.along(auction.id().value()).orElseThrow().toPosition(records.head());

        var random = new Random(7);
        for (int look = 0; look < LOOKS; look++) {
            StoredRecord at = all.get(random.nextInt(all.size()));
            Walk<?> walk = past.along(auction.id().value()).orElseThrow();
            walk.toPosition(at.position());
            assertThat(walk.here().orElseThrow().version()).isEqualTo(at.sequence());
            assertThat(walk.steps()).isLessThan(Milestones.INTERVAL);
            if (look % 50 == 0) {
                assertThat(shown(walk)).isEqualTo(foldedFromTheFirst(auction, at.sequence()));
            }
        }
    }

    private Object foldedFromTheFirst(AuctionView auction, long version) {
        var past = new Past(records, folds, new Milestones(), trees);
        Walk<?> walk = past.along(auction.id().value()).orElseThrow();
        assertThat(walk.toVersion(version, Integer.MAX_VALUE)).isTrue();
        assertThat(walk.steps()).isEqualTo((int) version + 1);
        return shown(walk);
    }

    private Object shown(Walk<?> walk) {
        return trees.plain(trees.shown(walk.state().orElseThrow(), new Sight(false, () -> false)));
    }

    @Test
    void of_streams_that_are_hot_no_more_is_read_than_what_is_near() {
        var house = new AuctionHouse(commands, events, clock);
        AuctionView auction = house.open(Duration.ofDays(1));
        String stock = "stock_" + auction.sku();
        long next = events.lastSequenceNumberFor(stock).orElseThrow() + 1;
        for (int number = 0; number < 3_000; number++) {
            events.publish(
                    new GenericDomainEventMessage<>(
                            "Stock", stock, next + number, new StockReceived(auction.sku(), 1)));
        }
        var counting = new CountingRecords(records);
        var timeline = timeline(counting, 10_000);

        List<Told> told = timeline.page(firstPage(subject(auction))).items();

        assertThat(told).extracting(it -> it.stored().stream()).contains(stock);
        assertThat(counting.streams).doesNotContainKey(stock);
        assertThat(counting.read).isLessThan(500);
    }

    private Timeline timeline(EventRecords read, int most) {
        return new Timeline(
                read,
                new Neighbours(read, trees),
                new Mentions(read, folds, trees),
                moments,
                secrets,
                trees,
                most);
    }

    @Test
    void however_little_is_read_for_a_page_all_pages_are_the_whole_history() {
        var house = new AuctionHouse(commands, events, clock);
        AuctionView auction = house.open(Duration.ofDays(1));
        List<AccountId> bidders = List.of(house.somebody(), house.somebody());
        for (int number = 0; number < 150; number++) {
            house.done(
                    AuctionHouse.bid(auction.id(), bidders.get(number % 2), 1_000 + 100L * number));
            if (number % 30 == 0) {
                events.publish(strays(auction.sku(), number));
            }
        }
        var everything = new Filter(null, null, null, null, null, true);
        var late = new Filter(null, null, null, new Moment(records.head() - 20, null), null, true);
        for (Filter filter : List.of(everything, late)) {
            List<Long> whole = positions(auction, filter, 10_000, 1_000, 10_000);
            assertThat(whole).isSorted().doesNotHaveDuplicates();

            assertThat(positions(auction, filter, 5, 7, 1_200)).isEqualTo(whole);
            assertThat(positions(auction, filter, 60, 100, 1_200)).isEqualTo(whole);
        }
        assertThat(positions(auction, everything, 10_000, 1_000, 10_000)).hasSizeGreaterThan(300);
        var never = new Filter("order.OrderPlaced", null, null, null, null, true);
        assertThat(positions(auction, never, 5, 7, 1_200)).isEmpty();
    }

    @Test
    void of_a_long_stream_no_more_is_read_because_somebody_makes_up_where_a_page_begins() {
        var house = new AuctionHouse(commands, events, clock);
        AuctionView auction = house.open(Duration.ofDays(1));
        List<AccountId> bidders = List.of(house.somebody(), house.somebody());
        for (int number = 0; number < 1_000; number++) {
            house.done(
                    AuctionHouse.bid(auction.id(), bidders.get(number % 2), 1_000 + 100L * number));
        }
        var everything = new Filter(null, null, null, null, null, true);
        for (String after : List.of("999999999999999999-0", (records.head() - 1) + "-0")) {
            var counting = new CountingRecords(records);
            Timeline.Page page =
                    timeline(counting, 5)
                            .page(
                                    new ShowHistory(
                                            subject(auction), everything, 20, after, false, false));

            assertThat(page.items()).hasSizeLessThanOrEqualTo(1);
            assertThat(counting.streams.get(auction.id().value())).isLessThan(300);
            assertThat(counting.read).isLessThan(1_200);
        }
    }

    /** What lies between events of a stream, and has nothing to do with it. */
    private static List<EventMessage<?>> strays(Sku sku, int number) {
        List<EventMessage<?>> strays = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            strays.add(
                    new GenericDomainEventMessage<>(
                            "Stock",
                            "stock_%s-%d-%d".formatted(sku, number, i),
                            0,
                            new StockReceived(sku, 1)));
        }
        return strays;
    }

    /** Of all pages, for each of which no more than so much is read. */
    private List<Long> positions(
            AuctionView auction, Filter filter, int most, int limit, int bound) {
        List<Long> positions = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            var counting = new CountingRecords(records);
            Timeline.Page page =
                    timeline(counting, most)
                            .page(
                                    new ShowHistory(
                                            subject(auction), filter, limit, after, false, false));
            page.items().forEach(it -> positions.add(it.position()));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            assertThat(counting.read).isLessThanOrEqualTo(bound);
            assertThat(pages++).isLessThan(1_000);
            after = page.next();
        } while (after != null);
        return positions;
    }

    @Test
    void what_would_take_too_long_to_count_is_not_counted() {
        var house = new AuctionHouse(commands, events, clock);
        AuctionView auction = house.open(Duration.ofDays(1));
        var everything = new Filter(null, null, null, null, null, true);
        var query = new ShowHistory(subject(auction), everything, 1, null, true, false);

        Timeline.Page counted = timeline(records, 10_000).page(query);

        assertThat(counted.total()).isGreaterThan(1);
        assertThat(timeline(records, 1).page(query).total()).isNull();
    }

    @Test
    void what_others_streams_changed_is_left_out_where_it_is_too_far_from_what_is_known() {
        var house = new AuctionHouse(commands, events, clock);
        AuctionView auction = house.open(Duration.ofDays(1));
        var past = new Past(records, folds, new Milestones(), trees);
        Walk<?> walk = past.along(auction.id().value()).orElseThrow();

        assertThat(walk.toVersion(1, 1)).isFalse();
        assertThat(walk.toVersion(1, 1)).isTrue();
        assertThat(walk.toVersion(0, 0)).isFalse();
        assertThat(secrets.isDisclosed(auction.id().value())).isFalse();
    }

    /** Says how much was read, and of which streams. */
    private static final class CountingRecords implements EventRecords {

        private final EventRecords stored;
        private final Map<String, Integer> streams = new HashMap<>();
        private int read;

        CountingRecords(EventRecords stored) {
            this.stored = stored;
        }

        @Override
        public Reading read(long after, long last) {
            Reading reading = stored.read(after, last);
            return new Reading() {
                @Override
                public List<StoredRecord> next() {
                    List<StoredRecord> piece = reading.next();
                    read += piece == null ? 0 : piece.size();
                    return piece;
                }

                @Override
                public void close() {
                    reading.close();
                }
            };
        }

        @Override
        public List<StoredRecord> stream(String stream, long from, int most) {
            List<StoredRecord> found = stored.stream(stream, from, most);
            streams.merge(stream, found.size(), Integer::sum);
            read += found.size();
            return found;
        }

        @Override
        public List<Entry> decode(StoredRecord record) {
            return stored.decode(record);
        }

        @Override
        public long head() {
            return stored.head();
        }

        @Override
        public long lastBy(Instant instant) {
            return stored.lastBy(instant);
        }
    }
}
