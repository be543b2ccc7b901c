package souk;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.Saleroom.ok;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.auction.AuctionEvent.BidAccepted;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Many bid on one auction at the same moment: over HTTP, on a real PostgreSQL. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
@Import(CheapPasswords.class)
class BiddingRaceTest {

    private static final long START = 1_000;
    private static final long STEP = 100;

    @LocalServerPort int port;
    @Autowired EventStore events;
    @Autowired Environment settings;

    private Members members;
    private Saleroom room;
    private String auction = "";

    @BeforeEach
    void open() {
        URI shop = URI.create("http://localhost:" + port);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        room = new Saleroom(shop, members, "RETAILER");
        auction = room.open(Instant.now().plus(Duration.ofDays(1)));
    }

    int crowd() {
        return 200;
    }

    private List<BidAccepted> accepted() {
        // from the first on: without it, a snapshot would stand for those before
        return events.readEvents(auction, 0)
                .asStream()
                .map(event -> (Object) event.getPayload())
                .filter(BidAccepted.class::isInstance)
                .map(BidAccepted.class::cast)
                .toList();
    }

    /** What the rules make of bids in the order in which they were accepted. */
    private static final class Oracle {
        private String leader = "";
        private long highest;
        private long price;

        void bid(String bidder, long maximum) {
            if (leader.isEmpty()) {
                assertThat(maximum).isGreaterThanOrEqualTo(START);
                price = START;
                lead(bidder, maximum);
            } else if (bidder.equals(leader)) {
                assertThat(maximum).isGreaterThan(highest);
                highest = maximum;
            } else {
                assertThat(maximum).isGreaterThanOrEqualTo(price + STEP);
                if (maximum > highest) {
                    price = Math.min(maximum, highest + STEP);
                    lead(bidder, maximum);
                } else {
                    price = Math.min(highest, maximum + STEP);
                }
            }
        }

        private void lead(String bidder, long maximum) {
            leader = bidder;
            highest = maximum;
        }
    }

    @Test
    void one_leads_at_the_price_that_the_bids_make() {
        List<Member> bidders = IntStream.range(0, crowd()).mapToObj(_ -> members.join()).toList();
        var random = new SplittableRandom(7);
        Set<String> taken = new HashSet<>();
        for (int round = 0; round < 3; round++) {
            long above = round * 5_000L;
            List<Reply> replies =
                    AtOnce.send(
                            bidders.stream()
                                    .<Supplier<Reply>>map(
                                            bidder -> {
                                                long maximum =
                                                        START + above + random.nextLong(10_000);
                                                return () -> room.bid(auction, bidder, maximum);
                                            }));
            replies.forEach(reply -> count(reply, taken));
        }

        List<BidAccepted> accepted = accepted();
        assertThat(accepted)
                .extracting(bid -> bid.bidId().value())
                .containsExactlyInAnyOrderElementsOf(taken);
        var oracle = new Oracle();
        for (BidAccepted bid : accepted) {
            oracle.bid(bid.alias(), bid.maximum().amount());
            assertThat(bid.leader()).isEqualTo(oracle.leader);
            assertThat(bid.currentPrice().amount()).isEqualTo(oracle.price);
        }
        assertThat(accepted.stream().map(BidAccepted::bidCount))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, accepted.size()).boxed().toList());
        shows(oracle, accepted.size());
        assertThat(bidders.stream().filter(this::leads)).hasSize(1);
    }

    private static void count(Reply reply, Set<String> taken) {
        if (reply.status() == 201) {
            assertThat(taken.add(Saleroom.id(reply))).isTrue();
        } else {
            assertThat(reply.json().path("code").asString())
                    .as(reply.response().body())
                    .isEqualTo("bid_too_low");
            assertThat(reply.status()).isEqualTo(422);
        }
    }

    private void shows(Oracle oracle, int bids) {
        JsonNode seen = room.until(auction, it -> it.get("bidCount").intValue() == bids);
        assertThat(seen.get("leader").stringValue()).isEqualTo(oracle.leader);
        assertThat(seen.at("/currentPrice/amount").longValue()).isEqualTo(oracle.price);
    }

    private boolean leads(Member bidder) {
        JsonNode own = ok(room.ownBids(bidder), 200).json();
        return own.at("/items/0/leading").asBoolean(false);
    }

    @RepeatedTest(10)
    void of_equal_bids_the_first_leads() {
        List<Member> two = List.of(members.join(), members.join());

        List<Reply> replies =
                AtOnce.send(
                        two.stream()
                                .<Supplier<Reply>>map(
                                        bidder -> () -> room.bid(auction, bidder, 5_000)));

        replies.forEach(reply -> ok(reply, 201));
        List<BidAccepted> accepted = accepted();
        assertThat(accepted).hasSize(2);
        assertThat(accepted.getLast().leader()).isEqualTo(accepted.getFirst().alias());
        assertThat(accepted.getLast().currentPrice().amount()).isEqualTo(5_000);
        assertThat(replies)
                .filteredOn(reply -> reply.json().get("leading").booleanValue())
                .hasSize(1);
    }
}
