package souk.auction.rest;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.auction.rest.StubAuctions.CLOSES;
import static souk.auction.rest.StubAuctions.ID;
import static souk.auction.rest.StubAuctions.euros;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.auction.AuctionCommand.CancelAuction;
import souk.auction.AuctionCommand.ScheduleAuction;
import souk.auction.AuctionQuery.FindAuction;
import souk.auction.AuctionQuery.ListAuctions;
import souk.auction.AuctionQuery.ListAuctions.Filter;
import souk.auction.AuctionQuery.ListAuctions.Sort;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionRejection.AuctionHasBids;
import souk.auction.AuctionRejection.AuctionNotFound;
import souk.auction.AuctionRejection.AudienceNotAllowed;
import souk.auction.AuctionRejection.InvalidPeriod;
import souk.auction.AuctionState;
import souk.auction.Audience;
import souk.kernel.MessageKeys;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.kernel.Sku;
import souk.order.rest.People;
import souk.order.rest.People.Person;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;
import souk.seller.SellerId;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

@HttpTest
class AuctionControllerTest {

    static final String AUCTIONS = "/api/auctions";
    static final String AUCTION = AUCTIONS + "/" + ID;
    static final String BODY =
            """
            {"sku": "CLOCK", "quantity": 1, "startPrice": {"amount": 1000, "currency": "EUR"},
             "closesAt": "2026-12-01T10:00:00Z"}
            """;

    @Autowired Client client;
    @Autowired StubAuctions auctions;

    private People people;

    @BeforeEach
    void behave() {
        auctions.behave();
        people = new People(client);
    }

    private void refuse(Rejection rejection) {
        auctions.answer =
                _ -> {
                    throw new Rejected(rejection);
                };
    }

    @Nested
    class Scheduling {

        private Person seller;

        @BeforeEach
        void logIn() {
            seller = people.seller();
        }

        private Reply schedule(String body, String... more) {
            return client.post(AUCTIONS, body, Client.with(seller.token(), more));
        }

        private ScheduleAuction sent() {
            return (ScheduleAuction) auctions.sent().getLast();
        }

        @Test
        void answers_with_the_auction() {
            Reply planned = schedule(BODY);

            assertThat(planned.status()).as(planned.text()).isEqualTo(201);
            assertThat(planned.header("Location")).isEqualTo(AUCTIONS + "/" + sent().auctionId());
            assertThat(planned.header("ETag")).isEqualTo("\"3\"");
            assertThat(planned.header("Souk-Position")).isEqualTo("0");
            assertThat(planned.json().path("id").asString()).isEqualTo(sent().auctionId().value());
            assertThat(planned.json().path("extension").asString()).isEqualTo("PT2M");
            assertThat(planned.json().at("/startPrice/amount").asLong()).isEqualTo(1_000);
            assertThat(sent())
                    .isEqualTo(
                            new ScheduleAuction(
                                    sent().auctionId(),
                                    seller.seller(),
                                    new Sku("CLOCK"),
                                    new Quantity(1),
                                    euros(1_000),
                                    null,
                                    null,
                                    null,
                                    CLOSES,
                                    null,
                                    null));
        }

        @Test
        void understands_all_that_can_be_said() {
            schedule(
                    """
                    {"sku": "CLOCK", "quantity": 3, "startPrice": {"amount": 1000, "currency": "EUR"},
                     "reservePrice": {"amount": 5000, "currency": "EUR"},
                     "increment": {"amount": 50, "currency": "EUR"},
                     "opensAt": "2026-11-30T10:00:00.123456789Z",
                     "closesAt": "2026-12-01T10:00:00.987654321Z",
                     "extension": "PT5M0.0000005S", "audience": "RETAILERS"}
                    """);

            assertThat(sent())
                    .isEqualTo(
                            new ScheduleAuction(
                                    sent().auctionId(),
                                    seller.seller(),
                                    new Sku("CLOCK"),
                                    new Quantity(3),
                                    euros(1_000),
                                    euros(5_000),
                                    euros(50),
                                    Instant.parse("2026-11-30T10:00:00.123456Z"),
                                    Instant.parse("2026-12-01T10:00:00.987654Z"),
                                    Duration.ofMinutes(5),
                                    Audience.RETAILERS));
        }

        @Test
        void mints_the_same_id_for_the_same_key() {
            auctions.answer =
                    _ -> {
                        throw new IllegalStateException("lost");
                    };
            String key = UUID.randomUUID().toString();
            assertThat(schedule(BODY, "Idempotency-Key", key).status()).isEqualTo(500);
            auctions.answer = _ -> null;
            auctions.replayed = true;

            Reply again = schedule(BODY, "Idempotency-Key", key);

            assertThat(again.status()).as(again.text()).isEqualTo(201);
            assertThat(auctions.sent().getFirst()).isEqualTo(sent());
            assertThat(auctions.queries)
                    .containsExactly(
                            new FindAuction(sent().auctionId(), new Viewer(seller.id(), false)));
        }

        @Test
        void is_for_sellers() {
            client.post(AUCTIONS, BODY).isProblem(401, "unauthenticated");
            client.post(AUCTIONS, BODY, people.customer().token()).isProblem(403, "forbidden");
            client.post(AUCTIONS, BODY, client.admin()).isProblem(403, "forbidden");
            assertThat(auctions.commands).isEmpty();
        }

        @Test
        void is_refused() {
            refuse(new AudienceNotAllowed(Audience.RETAILERS));
            Reply audience = schedule(BODY);
            audience.isProblem(422, "audience_not_allowed");
            assertThat(audience.json().path("allowed").asString()).isEqualTo("RETAILERS");
            refuse(new InvalidPeriod("An auction lasts at most PT1H."));
            schedule(BODY).isProblem(422, "invalid_period");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "quantity | 0 | invalid_quantity",
                    "sku | \"\" | invalid_sku",
                    "opensAt | \"tomorrow\" | wrong_type",
                    "extension | \"2 minutes\" | wrong_type",
                    "extension | {} | wrong_type",
                    "audience | \"EVERYBODY\" | unknown_value",
                    "salt | \"x\" | unknown_field",
                    "reservePrice | 1 | wrong_type"
                })
        void says_what_is_wrong(String field, String value, String code) {
            String body = BODY.replaceFirst("\"" + field + "\": [^,{]+, ", "");

            schedule(body.replaceFirst("\\{", "{\"" + field + "\": " + value + ", "))
                    .isProblem(400, "invalid_input")
                    .names(field, code);
            assertThat(auctions.commands).isEmpty();
        }

        @Test
        void says_all_that_is_missing() {
            schedule("{}")
                    .isProblem(400, "invalid_input")
                    .names("sku", "required")
                    .names("quantity", "required")
                    .names("startPrice", "required")
                    .names("closesAt", "required");
            schedule("").isProblem(400, "missing_body");
        }
    }

    @Nested
    class Reading {

        @Test
        void is_for_everybody() {
            Reply found = client.get(AUCTION);

            assertThat(found.status()).as(found.text()).isEqualTo(200);
            assertThat(found.header("ETag")).isEqualTo("\"3\"");
            assertThat(found.json().path("leader").asString()).isEqualTo(StubAuctions.ALIAS);
            assertThat(found.json().has("reservePrice")).isFalse();
            assertThat(auctions.queries).containsExactly(new FindAuction(ID, Viewer.NOBODY));
        }

        @Test
        void depends_on_who_asks() {
            Person mia = people.customer();
            client.get(AUCTION, mia.token());
            assertThat(auctions.queries.getLast())
                    .isEqualTo(new FindAuction(ID, new Viewer(mia.id(), false)));

            client.get(AUCTION, client.admin());
            assertThat(((FindAuction) auctions.queries.getLast()).viewer().admin()).isTrue();
        }

        @Test
        void is_told_each_time_since_it_may_look_otherwise_to_who_asks() {
            assertThat(client.get(AUCTION, "If-None-Match", "\"3\"").status()).isEqualTo(200);
        }

        @Test
        void shows_nothing_that_is_not_there_for_whoever_asks() {
            refuse(new AuctionNotFound());
            client.get(AUCTION).isProblem(404, "auction_not_found");
            client.get(AUCTION + "/bids").isProblem(404, "auction_not_found");
            client.get(AUCTIONS + "/1").isProblem(400, "invalid_input").names("id", "invalid_id");
        }
    }

    @Nested
    class Listing {

        @Test
        void the_newest_first() {
            Reply list = client.get(AUCTIONS);

            assertThat(list.status()).as(list.text()).isEqualTo(200);
            assertThat(list.json().path("items")).hasSize(1);
            assertThat(auctions.queries)
                    .containsExactly(
                            new ListAuctions(
                                    new Filter(null, null, null),
                                    Sort.NEWEST_FIRST,
                                    Viewer.NOBODY,
                                    20,
                                    null,
                                    false));
        }

        @Test
        void by_everything() {
            Person mia = people.customer();
            String house = "sel_01hzy00000000000000000000a";

            Reply list =
                    client.get(
                            AUCTIONS
                                    + "?state=OPEN&audience=RETAILERS&sort=effectiveEnd&limit=7"
                                    + "&total=true&seller="
                                    + house,
                            mia.token());

            assertThat(list.json().path("total").asInt()).isEqualTo(1);
            assertThat(auctions.queries)
                    .containsExactly(
                            new ListAuctions(
                                    new Filter(
                                            AuctionState.OPEN,
                                            Audience.RETAILERS,
                                            new SellerId(house)),
                                    Sort.ENDING_FIRST,
                                    new Viewer(mia.id(), false),
                                    7,
                                    null,
                                    true));
        }

        @Test
        void page_by_page() {
            auctions.next = "ENDING_LAST 2026-12-01T10:00:00.5Z " + ID;
            Reply list = client.get(AUCTIONS + "?sort=-effectiveEnd");
            String cursor = list.json().path("nextCursor").asString();
            assertThat(list.header("Link")).contains(cursor).contains("rel=\"next\"");

            client.get(AUCTIONS + "?sort=-effectiveEnd&cursor=" + cursor);

            assertThat(((ListAuctions) auctions.queries.getLast()).after())
                    .isEqualTo(auctions.next);
            client.get(AUCTIONS + "?cursor=" + cursor).isProblem(400, "invalid_cursor");
        }

        @Test
        void ones_own() {
            Person seller = people.seller();

            Reply list = client.get("/api/seller/auctions?state=SOLD", seller.token());

            assertThat(list.status()).as(list.text()).isEqualTo(200);
            assertThat(auctions.queries)
                    .containsExactly(
                            new ListAuctions(
                                    new Filter(AuctionState.SOLD, null, seller.seller()),
                                    Sort.NEWEST_FIRST,
                                    new Viewer(seller.id(), false),
                                    20,
                                    null,
                                    false));
        }

        @Test
        void ones_own_is_for_sellers() {
            client.get("/api/seller/auctions").isProblem(401, "unauthenticated");
            client.get("/api/seller/auctions", people.customer().token())
                    .isProblem(403, "forbidden");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "state=CLOSED",
                    "audience=ALL",
                    "seller=me",
                    "sort=price",
                    "limit=0",
                    "total=1",
                    "leader=me"
                })
        void refuses_what_it_does_not_know(String query) {
            client.get(AUCTIONS + "?" + query).isProblem(400, "invalid_input");
            assertThat(auctions.queries).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x",
                    "NEWEST_FIRST",
                    "ENDING_FIRST 2026-12-01T10:00:00Z auc_01hzy00000000000000000000a",
                    "NEWEST_FIRST 2026-12-32T10:00:00Z auc_01hzy00000000000000000000a",
                    "NEWEST_FIRST 2026-12-01T10:00:00Z auc_1"
                })
        void refuses_forged_cursors(String after) {
            client.get(AUCTIONS + "?cursor=" + Client.forgedCursor(after, AUCTIONS))
                    .isProblem(400, "invalid_cursor");
        }
    }

    @Nested
    class Cancelling {

        static final String PATH = AUCTION + "/cancellation";

        @Test
        void is_for_the_seller() {
            Person seller = people.seller();

            Reply cancelled =
                    client.post(PATH, "", Client.with(seller.token(), "If-Match", "\"2\""));

            assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
            assertThat(auctions.sent()).containsExactly(new CancelAuction(ID, seller.seller()));
            assertThat(auctions.commands.getFirst().getMetaData())
                    .containsEntry(MessageKeys.EXPECTED_VERSION, 2L);
        }

        @Test
        void is_for_the_shop() {
            assertThat(client.post(PATH, "", client.admin()).status()).isEqualTo(200);
            assertThat(auctions.sent()).containsExactly(new CancelAuction(ID, null));
        }

        @Test
        void is_for_nobody_else() {
            client.post(PATH, "").isProblem(401, "unauthenticated");
            client.post(PATH, "", people.customer().token()).isProblem(403, "forbidden");
            assertThat(auctions.commands).isEmpty();
        }

        @Test
        void is_refused() {
            refuse(new AuctionHasBids());
            client.post(PATH, "", client.admin()).isProblem(409, "auction_has_bids");
            refuse(new AuctionNotFound());
            client.post(PATH, "", people.seller().token()).isProblem(404, "auction_not_found");
        }
    }
}
