package souk.auction.rest;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.auction.rest.StubAuctions.ALIAS;
import static souk.auction.rest.StubAuctions.CLOSES;
import static souk.auction.rest.StubAuctions.ID;
import static souk.auction.rest.StubAuctions.euros;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.auction.AuctionCommand.PlaceBid;
import souk.auction.AuctionQuery.FindOwnBid;
import souk.auction.AuctionQuery.ListBids;
import souk.auction.AuctionQuery.ListOwnBids;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionRejection.AuctionClosed;
import souk.auction.AuctionRejection.AuctionNotFound;
import souk.auction.AuctionRejection.AuctionNotOpen;
import souk.auction.AuctionRejection.BidTooLow;
import souk.auction.AuctionRejection.NotInAudience;
import souk.auction.AuctionRejection.OwnAuction;
import souk.auction.AuctionRejection.WrongCurrency;
import souk.auction.Audience;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.order.rest.People;
import souk.order.rest.People.Person;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;

import java.util.UUID;

@HttpTest
class BidControllerTest {

    static final String BIDS = "/api/auctions/" + ID + "/bids";
    static final String OWN = "/api/bids";
    static final String BODY = "{\"maximum\": {\"amount\": 5000, \"currency\": \"EUR\"}}";

    @Autowired Client client;
    @Autowired StubAuctions auctions;

    private Person mia;

    @BeforeEach
    void behave() {
        auctions.behave();
        mia = new People(client).customer();
    }

    @Nested
    class Bidding {

        private Reply bid(String... more) {
            return client.post(BIDS, BODY, Client.with(mia.token(), more));
        }

        private PlaceBid sent() {
            return (PlaceBid) auctions.sent().getLast();
        }

        @Test
        void tells_how_one_stands() {
            Reply bid = bid();

            assertThat(bid.status()).as(bid.text()).isEqualTo(201);
            assertThat(bid.header("Souk-Position")).isEqualTo("0");
            assertThat(bid.header("ETag")).isEqualTo("\"5\"");
            assertThat(bid.json().path("id").asString()).isEqualTo(sent().bidId().value());
            assertThat(bid.json().path("bidder").asString()).isEqualTo(ALIAS);
            assertThat(bid.json().at("/maximum/amount").asLong()).isEqualTo(5_000);
            assertThat(bid.json().path("leading").asBoolean()).isTrue();
            assertThat(bid.json().at("/currentPrice/amount").asLong()).isEqualTo(1_000);
            assertThat(bid.json().path("effectiveEnd").asString()).isEqualTo(CLOSES.toString());
            assertThat(sent()).isEqualTo(new PlaceBid(ID, sent().bidId(), mia.id(), euros(5_000)));
        }

        @Test
        void may_depend_on_what_one_has_seen() {
            bid("If-Match", "\"4\"");

            assertThat(auctions.commands.getFirst().getMetaData())
                    .containsEntry(MessageKeys.EXPECTED_VERSION, 4L);
        }

        @Test
        void happens_once_under_one_key() {
            String key = UUID.randomUUID().toString();
            Reply first = bid("Idempotency-Key", key);

            Reply again = bid("Idempotency-Key", key);

            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(again.json()).isEqualTo(first.json());
            assertThat(auctions.commands).hasSize(1);
        }

        @Test
        void tells_how_one_stands_where_the_answer_was_lost() {
            auctions.answer =
                    _ -> {
                        throw new IllegalStateException("lost");
                    };
            String key = UUID.randomUUID().toString();
            assertThat(bid("Idempotency-Key", key).status()).isEqualTo(500);
            auctions.answer = _ -> null;
            auctions.replayed = true;

            Reply again = bid("Idempotency-Key", key);

            assertThat(again.status()).as(again.text()).isEqualTo(201);
            assertThat(auctions.sent().getFirst()).isEqualTo(sent());
            assertThat(auctions.queries).containsExactly(new FindOwnBid(ID, mia.id()));
            assertThat(again.json().path("id").asString()).isEqualTo(sent().bidId().value());
            assertThat(again.json().path("leading").asBoolean()).isTrue();
            assertThat(again.json().path("bidder").asString()).isEqualTo(ALIAS);
            assertThat(again.header("ETag")).isEqualTo("\"3\"");
        }

        private Reply refused(Rejection rejection) {
            auctions.answer =
                    _ -> {
                        throw new Rejected(rejection);
                    };
            return bid();
        }

        @Test
        void is_refused() {
            Reply low = refused(new BidTooLow(euros(1_100)));
            low.isProblem(422, "bid_too_low");
            assertThat(low.json().at("/minimum/amount").asLong()).isEqualTo(1_100);
            assertThat(low.json().at("/minimum/currency").asString()).isEqualTo("EUR");
            refused(new AuctionClosed()).isProblem(409, "auction_closed");
            Reply early = refused(new AuctionNotOpen(CLOSES));
            early.isProblem(409, "auction_not_open");
            assertThat(early.json().path("retryable").asBoolean()).isTrue();
            assertThat(early.json().path("opensAt").asString()).isEqualTo(CLOSES.toString());
            refused(new NotInAudience(Audience.RETAILERS)).isProblem(403, "not_in_audience");
            refused(new OwnAuction()).isProblem(403, "own_auction");
            refused(new WrongCurrency("TND")).isProblem(422, "wrong_currency");
            refused(new AuctionNotFound()).isProblem(404, "auction_not_found");
        }

        @Test
        void is_for_accounts() {
            client.post(BIDS, BODY).isProblem(401, "unauthenticated");
            assertThat(auctions.commands).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"maximum\": null}",
                    "{\"maximum\": 5000}",
                    "{\"maximum\": {\"amount\": 50.5, \"currency\": \"EUR\"}}",
                    "{\"maximum\": {\"amount\": 50, \"currency\": \"EURO\"}}",
                    "{\"maximum\": {\"amount\": 50, \"currency\": \"EUR\"}, \"bidder\": \"x\"}"
                })
        void says_what_is_wrong(String body) {
            client.post(BIDS, body, mia.token()).isProblem(400, "invalid_input");
            assertThat(auctions.commands).isEmpty();
        }
    }

    @Nested
    class Listing {

        @Test
        void all_under_aliases() {
            auctions.next = "17";

            Reply list = client.get(BIDS + "?limit=5&total=true");

            assertThat(list.status()).as(list.text()).isEqualTo(200);
            assertThat(list.json().at("/items/0/bidder").asString()).isEqualTo(ALIAS);
            assertThat(list.json().path("total").asInt()).isEqualTo(1);
            assertThat(auctions.queries)
                    .containsExactly(new ListBids(ID, Viewer.NOBODY, 5, null, true));
            String cursor = list.json().path("nextCursor").asString();
            assertThat(client.get(BIDS + "?cursor=" + cursor, mia.token()).status()).isEqualTo(200);
            assertThat(auctions.queries.getLast())
                    .isEqualTo(new ListBids(ID, new Viewer(mia.id(), false), 20, "17", false));
        }

        @Test
        void ones_own() {
            auctions.next = "2026-12-01T10:00:00.123456Z " + ID;

            Reply list = client.get(OWN + "?total=true", mia.token());

            assertThat(list.status()).as(list.text()).isEqualTo(200);
            assertThat(list.json().at("/items/0/maximum/amount").asLong()).isEqualTo(5_000);
            assertThat(list.json().at("/items/0/auction/id").asString()).isEqualTo(ID.value());
            assertThat(auctions.queries).containsExactly(new ListOwnBids(mia.id(), 20, null, true));
            String cursor = list.json().path("nextCursor").asString();
            client.get(OWN + "?cursor=" + cursor, mia.token());
            assertThat(((ListOwnBids) auctions.queries.getLast()).after()).isEqualTo(auctions.next);
        }

        @Test
        void ones_own_is_for_accounts() {
            client.get(OWN).isProblem(401, "unauthenticated");
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "0", "-1", "1234567890123456789"})
        void refuses_forged_cursors(String after) {
            client.get(BIDS + "?cursor=" + Client.forgedCursor(after, BIDS))
                    .isProblem(400, "invalid_cursor");
            client.get(OWN + "?cursor=" + Client.forgedCursor(after, OWN), mia.token())
                    .isProblem(400, "invalid_cursor");
        }

        @Test
        void refuses_what_it_does_not_know() {
            client.get(BIDS + "?sort=price").isProblem(400, "invalid_input");
            client.get(OWN + "?state=OPEN", mia.token()).isProblem(400, "invalid_input");
        }
    }
}
