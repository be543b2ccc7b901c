package souk.platform.rest.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountId;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionCancelled;
import souk.auction.AuctionEvent.AuctionClosed;
import souk.auction.AuctionEvent.AuctionOpened;
import souk.auction.AuctionEvent.AuctionUnsold;
import souk.auction.AuctionEvent.AwardLapsed;
import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.AuctionEvent.BidderOutbid;
import souk.auction.AuctionId;
import souk.auction.AuctionQuery.FindAuction;
import souk.auction.AuctionRejection.AuctionNotFound;
import souk.auction.BidId;
import souk.auction.rest.StubAuctions;
import souk.catalog.ProductDetails;
import souk.catalog.ProductEvent.ProductCreated;
import souk.catalog.ProductEvent.ProductListed;
import souk.catalog.ProductId;
import souk.catalog.ProductQuery.FindProduct;
import souk.catalog.ProductStatus;
import souk.catalog.ProductView;
import souk.catalog.Slug;
import souk.inventory.StockEvent.StockOpened;
import souk.inventory.StockEvent.StockRanLow;
import souk.inventory.StockOwner;
import souk.inventory.StockQuery.FindStockOwner;
import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.order.OrderId;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.StubEvents;
import souk.platform.rest.live.Ears.Heard;
import souk.platform.rest.live.Scene.Person;
import souk.seller.SellerEvent.SellerApproved;
import souk.seller.SellerId;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What is told about which event, to whom. */
@HttpTest
class LiveNewsTest {

    private static final AuctionId AUCTION = new AuctionId("auc_01hzy00000000000000000000a");
    private static final OrderId ORDER = new OrderId("ord_01hzy00000000000000000000d");
    private static final Instant END = Instant.parse("2026-11-21T10:00:00Z");
    private static final AccountId BIDDER = new AccountId("acc_01hzy00000000000000000000a");
    private static final BidId BID = new BidId("bid_01hzy00000000000000000000a");

    @Autowired Client client;
    @Autowired StubEvents events;
    @Autowired QueryBus queries;
    @Autowired StubAuctions auctions;

    private Scene scene;
    private Person mia;
    private Person other;
    private Registration[] answering;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void answer() {
        scene = new Scene(client, events);
        mia = scene.person("SELLER");
        other = scene.person("SELLER");
        answering =
                new Registration[] {
                    queries.subscribe(
                            FindStockOwner.class.getName(), StockOwner.class, _ -> stockOwner()),
                    queries.subscribe(
                            FindProduct.class.getName(), ProductView.class, _ -> product())
                };
    }

    @AfterEach
    void nobodyAnswers() {
        for (var registration : answering) {
            registration.cancel();
        }
        auctions.behave();
    }

    private StockOwner stockOwner() {
        asked.incrementAndGet();
        return new StockOwner(mia.seller());
    }

    private ProductView product() {
        return new ProductView(
                new ProductId("prd_01hzy00000000000000000000a"),
                new Slug("a-mug"),
                "A mug",
                "",
                null,
                null,
                new ProductView.Seller(mia.seller(), "Atlas"),
                false,
                ProductStatus.LISTED,
                List.of(),
                List.of(),
                Map.of(),
                1);
    }

    private Ears sellers(Person person) {
        return Ears.open(client, "seller", person.token()).upTo(events.position());
    }

    @Test
    void sellers_hear_of_their_own_products() {
        var product = new ProductId("prd_01hzy00000000000000000000a");
        try (Ears ears = sellers(mia);
                Ears others = sellers(other);
                Ears admins = Ears.open(client, "admin", client.admin())) {
            admins.upTo(events.position());
            long position = events.happened(product.value(), 4, new ProductListed(product));

            Heard heard = ears.heard(1).getFirst();
            assertThat(heard.name()).isEqualTo("product.changed");
            assertThat(heard.data().path("productId").asString()).isEqualTo(product.value());
            assertThat(heard.data().path("version").asLong()).isEqualTo(4);
            assertThat(admins.heard(1)).containsExactly(heard);
            assertThat(others.upTo(position).heard()).isEmpty();
        }
    }

    @Test
    void sellers_hear_what_runs_low() {
        var sku = new Sku("MUG");
        try (Ears ears = sellers(mia);
                Ears others = sellers(other);
                Ears admins = Ears.open(client, "admin", client.admin())) {
            admins.upTo(events.position());
            long position = events.happened("stock_MUG", 4, new StockRanLow(sku, 3, 5));

            Heard heard = ears.heard(1).getFirst();
            assertThat(heard.name()).isEqualTo("stock.low");
            assertThat(heard.data().path("sku").asString()).isEqualTo("MUG");
            assertThat(heard.data().path("available").asInt()).isEqualTo(3);
            assertThat(heard.data().path("threshold").asInt()).isEqualTo(5);
            assertThat(admins.heard(1)).containsExactly(heard);
            assertThat(others.upTo(position).heard()).isEmpty();
        }
    }

    @Test
    void whose_stock_it_is_is_asked_once_for_all_sellers_and_not_where_it_was_told() {
        var sku = new Sku("BOWL");
        try (Ears ears = sellers(mia);
                Ears others = sellers(other)) {
            events.happened("stock_BOWL", 4, new StockRanLow(sku, 3, 5));
            long position = events.happened("stock_BOWL", 5, new StockRanLow(sku, 2, 5));
            assertThat(ears.heard(2)).hasSize(2);
            assertThat(others.upTo(position).heard()).isEmpty();
            assertThat(asked).hasValue(1);

            var cup = new Sku("CUP");
            events.happened("stock_CUP", 0, new StockOpened(cup, other.seller()));
            events.happened("stock_CUP", 1, new StockRanLow(cup, 2, 5));
            assertThat(others.heard(1)).hasSize(1);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void what_two_topics_say_is_said_once() {
        Person both = scene.person("SELLER\", \"ADMIN");
        try (Ears ears = Ears.open(client, "seller,admin", both.token()).upTo(events.position())) {
            events.happened(both.seller().value(), 0, new SellerApproved(both.seller()));
            var product = new ProductId("prd_01hzy00000000000000000000b");
            events.happened(product.value(), 0, created(product, both.seller()));
            long last = events.happened(product.value(), 1, new ProductListed(product));
            assertThat(ears.upTo(last).heard()).hasSize(2);
        }
    }

    private static Object created(ProductId product, SellerId seller) {
        return new ProductCreated(
                product,
                seller,
                new Slug("a-bowl"),
                new ProductDetails("A bowl", "", null, null, false, List.of(), Map.of()),
                List.of());
    }

    private static BidAccepted bid() {
        return new BidAccepted(
                AUCTION,
                BID,
                BIDDER,
                "bidder-aaaaaa",
                euros(987_654_321),
                "bidder-bbbbbb",
                euros(1_500),
                true,
                7,
                END,
                "5a17");
    }

    private static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    @Test
    void an_auction_tells_how_it_stands_after_each_bid_and_nobodys_secrets() {
        try (Ears ears = Ears.open(client, "auction:" + AUCTION).upTo(events.position())) {
            events.happened(AUCTION.value(), 1, new AuctionOpened(AUCTION));
            events.happened(AUCTION.value(), 2, bid());
            events.happened(
                    AUCTION.value(), 3, new BidderOutbid(AUCTION, BIDDER, "bidder-bbbbbb", BID));
            events.happened(AUCTION.value(), 4, new AuctionClosed(AUCTION, euros(1_500), true, 7));
            events.happened(AUCTION.value(), 5, awarded());
            events.happened(
                    AUCTION.value(),
                    6,
                    new AuctionUnsold(AUCTION, AuctionUnsold.Cause.NOBODY_PAID));
            events.happened(
                    AUCTION.value(),
                    7,
                    new AuctionCancelled(AUCTION, AuctionCancelled.Cause.BY_SHOP));

            List<Heard> heard = ears.heard(4);
            assertThat(heard)
                    .extracting(Heard::name)
                    .containsExactly(
                            "auction.bid", "auction.closed", "auction.closed", "auction.closed");
            assertThat(heard.getFirst().data())
                    .isEqualTo(
                            JsonMapper.shared()
                                    .readTree(
                                            """
                                            {"auctionId": "%s", "leader": "bidder-bbbbbb",
                                             "currentPrice": {"amount": 1500, "currency": "EUR"},
                                             "bidCount": 7, "reserveMet": true, "version": 2,
                                             "effectiveEnd": "2026-11-21T10:00:00Z",
                                             "position": %s}
                                            """
                                                    .formatted(AUCTION, heard.getFirst().id())));
            assertThat(heard)
                    .extracting(it -> it.data().path("state").asString(""))
                    .containsExactly("", "SOLD", "UNSOLD", "CANCELLED");
            assertThat(heard.get(1).data().at("/price/amount").asLong()).isEqualTo(1_500);
            assertThat(heard.toString()).doesNotContain("987654321", BIDDER.value());
        }
    }

    // at the maximum of whoever is next
    private static AuctionAwarded awarded() {
        return new AuctionAwarded(
                AUCTION, ORDER, BIDDER, "bidder-aaaaaa", euros(987_654_321), 1, END);
    }

    @Test
    void an_auction_that_nobody_gets_is_not_said_to_be_sold_before() {
        try (Ears ears = Ears.open(client, "auction:" + AUCTION).upTo(events.position())) {
            events.happened(AUCTION.value(), 4, new AuctionClosed(AUCTION, euros(1_500), true, 7));
            long last =
                    events.happened(
                            AUCTION.value(),
                            5,
                            new AuctionUnsold(AUCTION, AuctionUnsold.Cause.NOBODY_REACHABLE));

            assertThat(ears.upTo(last).heard())
                    .extracting(it -> it.data().path("state").asString(""))
                    .containsExactly("UNSOLD");
        }
    }

    @Test
    void an_auction_that_is_passed_on_is_not_said_to_be_sold_again() {
        try (Ears ears = Ears.open(client, "auction:" + AUCTION).upTo(events.position())) {
            events.happened(AUCTION.value(), 4, new AuctionClosed(AUCTION, euros(1_500), true, 7));
            events.happened(AUCTION.value(), 5, awarded());
            events.happened(
                    AUCTION.value(), 6, new AwardLapsed(AUCTION, ORDER, BIDDER, "bidder-aaaaaa"));
            long last = events.happened(AUCTION.value(), 7, awarded());

            assertThat(ears.upTo(last).heard())
                    .singleElement()
                    .satisfies(
                            it -> {
                                assertThat(it.data().path("state").asString()).isEqualTo("SOLD");
                                assertThat(it.data().path("version").asLong()).isEqualTo(5);
                                assertThat(it.data().at("/price/amount").asLong()).isEqualTo(1_500);
                            });
        }
    }

    @Test
    void an_auction_is_for_its_audience() {
        auctions.answer =
                query -> {
                    if (query instanceof FindAuction find
                            && !mia.id().equals(find.viewer().account())) {
                        throw new Rejected(new AuctionNotFound());
                    }
                    return null;
                };
        client.get("/api/stream?topics=auction:" + AUCTION).isProblem(404, "auction_not_found");
        client.get("/api/stream?topics=auction:" + AUCTION, other.token())
                .isProblem(404, "auction_not_found");
        try (Ears ears = Ears.open(client, "auction:" + AUCTION, mia.token())) {
            assertThat(ears.response().statusCode()).isEqualTo(200);
        }
    }
}
