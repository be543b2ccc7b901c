package souk.auction.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static souk.auction.command.AuctionHouse.bid;
import static souk.auction.command.AuctionHouse.euros;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.account.AccountId;
import souk.auction.AuctionCommand.CloseAuction;
import souk.auction.AuctionCommand.ScheduleAuction;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionClosed;
import souk.auction.AuctionEvent.AuctionOpened;
import souk.auction.AuctionEvent.AuctionSettled;
import souk.auction.AuctionEvent.AuctionUnsold;
import souk.auction.AuctionEvent.AuctionUnsold.Cause;
import souk.auction.AuctionId;
import souk.auction.AuctionView;
import souk.auction.command.AuctionHouse;
import souk.cart.CartOwner;
import souk.catalog.Editor;
import souk.catalog.ProductCommand.ListProduct;
import souk.kernel.MessageKeys;
import souk.kernel.Sku;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.ConfirmPayment;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderId;
import souk.payment.PaymentId;
import souk.platform.process.MovableClock;
import souk.platform.process.ProcessNode;
import souk.seller.SellerId;
import souk.seller.SellerRejection.SellerNotApproved;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What follows from an auction without anybody asking, over a real PostgreSQL. */
@ProcessNode
class AuctionProcessTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PAY_WITHIN = Duration.ofHours(48);

    @Autowired CommandBus commands;
    @Autowired EventStore events;
    @Autowired MovableClock clock;
    @Autowired JdbcTemplate jdbc;

    private final Clock ofOthers = GenericEventMessage.clock;
    private AuctionHouse house;

    @BeforeEach
    void enter() {
        house = new AuctionHouse(commands, events, clock);
        GenericEventMessage.clock = clock; // other nodes of this JVM have theirs
    }

    @AfterEach
    void leave() {
        GenericEventMessage.clock = ofOthers;
    }

    private <E> E awaited(AuctionId auction, Class<E> type, int number) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(house.historyOf(auction, type))
                                        .hasSizeGreaterThanOrEqualTo(number));
        return house.historyOf(auction, type).get(number - 1);
    }

    private List<AccountId> bids(AuctionId auction, long... maxima) {
        return IntStream.range(0, maxima.length)
                .mapToObj(
                        it -> {
                            AccountId bidder = house.somebody();
                            house.done(bid(auction, bidder, maxima[it]));
                            return bidder;
                        })
                .toList();
    }

    private static final String OF_AUCTION =
            " from scheduling.scheduled_tasks where task_name = 'errand'"
                    + " and convert_from(task_data, 'UTF8') like '%' || ? || '%'";

    /** What is to happen to it is written down. */
    private void planned(AuctionId auction, int errands) {
        await().untilAsserted(
                        () ->
                                assertThat(
                                                jdbc.queryForObject(
                                                        "select count(*)" + OF_AUCTION,
                                                        Integer.class,
                                                        auction.value()))
                                        .isEqualTo(errands));
    }

    /** The time to pay is written down. */
    private void waitedFor(OrderId order) {
        await().untilAsserted(
                        () ->
                                assertThat(
                                                jdbc.queryForObject(
                                                        """
                                                        select count(*)
                                                          from axon.association_value_entry
                                                         where saga_type = 'order.PaymentSaga'
                                                           and association_value = ?
                                                        """,
                                                        Integer.class,
                                                        order.value()))
                                        .isOne());
    }

    @Test
    void it_opens_and_closes_at_its_hours() {
        SellerId seller = house.seller();
        Sku sku = house.thing(seller, 1);
        Instant opens = clock.instant().plus(HOUR);
        ScheduleAuction schedule = house.auctionOf(seller, sku, opens, opens.plus(HOUR));
        AuctionId auction = schedule.auctionId();
        house.done(schedule);
        planned(auction, 2);
        assertThat(house.historyOf(auction)).hasSize(1);

        clock.moveOn(HOUR);
        awaited(auction, AuctionOpened.class, 1);
        assertThat(house.shelf(sku).reserved()).containsEntry(auction.value(), 1);

        clock.moveOn(HOUR);
        assertThat(awaited(auction, AuctionUnsold.class, 1).cause()).isEqualTo(Cause.NO_BIDS);
        assertThat(house.shelf(sku).reserved()).isEmpty();
        planned(auction, 0);
    }

    @Test
    void whoever_wins_has_an_order_in_the_same_moment() {
        AuctionView auction = house.open(HOUR);
        planned(auction.id(), 1);
        List<AccountId> bidders = bids(auction.id(), 2_000, 5_000);
        clock.moveOn(HOUR);

        AuctionAwarded award = awaited(auction.id(), AuctionAwarded.class, 1);
        OrderPlaced order = house.historyOf(award.orderId(), OrderPlaced.class).getFirst();

        assertThat(order.buyer()).isEqualTo(CartOwner.account(bidders.getLast()));
        assertThat(order.cartId()).isNull();
        assertThat(order.shippingAddress()).isNull();
        assertThat(order.amounts().total()).isEqualTo(euros(2_100));
        assertThat(order.payUntil()).isEqualTo(award.payUntil());
        assertThat(house.historyOf(award.orderId())).hasSize(1);
        assertThat(house.shelf(auction.sku()).reserved()).containsOnlyKeys(auction.id().value());
        assertThat(causes(auction.id(), award))
                .hasSize(1)
                .isEqualTo(house.eventsOf(award.orderId()).stream().map(this::cause).toList());
    }

    private List<Object> causes(AuctionId auction, AuctionAwarded award) {
        return house.eventsOf(auction).stream()
                .filter(it -> it.getPayload().equals(award))
                .map(this::cause)
                .toList();
    }

    private Object cause(DomainEventMessage<?> event) {
        return event.getMetaData().get(MessageKeys.CAUSATION_ID);
    }

    /** By the second of two. */
    private AuctionAwarded won(AuctionView auction) {
        planned(auction.id(), 1);
        bids(auction.id(), 2_000, 5_000);
        clock.moveOn(HOUR);
        return awaited(auction.id(), AuctionAwarded.class, 1);
    }

    private void pay(AuctionAwarded award, String transaction) {
        house.done(
                new ConfirmPayment(
                        award.orderId(),
                        PaymentId.of(award.orderId().value()),
                        transaction,
                        award.price()));
    }

    private void awaitOnShelf(AuctionView auction, int pieces) {
        await().untilAsserted(
                        () ->
                                assertThat(house.shelf(auction.sku()))
                                        .isEqualTo(new AuctionHouse.Shelf(pieces, Map.of())));
    }

    @Test
    void once_it_is_paid_it_leaves_the_house() {
        AuctionView auction = house.open(HOUR);
        AuctionAwarded award = won(auction);

        pay(award, "tx");

        assertThat(awaited(auction.id(), AuctionSettled.class, 1).price()).isEqualTo(euros(2_100));
        assertThat(house.shelf(auction.sku())).isEqualTo(new AuctionHouse.Shelf(0, Map.of()));
    }

    @Test
    void money_that_comes_once_another_has_it_goes_back() {
        AuctionView auction = house.open(HOUR);
        AuctionAwarded first = won(auction);
        house.done(new CancelOrder(first.orderId(), CartOwner.account(first.bidder()), null));
        AuctionAwarded second = awaited(auction.id(), AuctionAwarded.class, 2);

        pay(first, "late");

        assertThat(house.historyOf(first.orderId(), PaymentRefused.class)).hasSize(1);
        assertThat(house.historyOf(first.orderId(), OrderPaid.class)).isEmpty();
        assertThat(house.shelf(auction.sku()).reserved()).containsOnlyKeys(auction.id().value());
        pay(second, "in time");
        assertThat(awaited(auction.id(), AuctionSettled.class, 1).orderId())
                .isEqualTo(second.orderId());
        assertThat(house.historyOf(auction.id(), AuctionSettled.class)).hasSize(1);
        assertThat(house.shelf(auction.sku())).isEqualTo(new AuctionHouse.Shelf(0, Map.of()));
    }

    @Test
    void what_is_paid_and_cancelled_by_the_shop_is_back_on_the_shelf() {
        AuctionView auction = house.open(HOUR);
        AuctionAwarded award = won(auction);
        pay(award, "tx");
        awaited(auction.id(), AuctionSettled.class, 1);

        house.done(new CancelOrder(award.orderId(), null, "broken"));

        awaitOnShelf(auction, 1);
        assertThat(house.historyOf(auction.id(), AuctionAwarded.class)).hasSize(1);
    }

    @Test
    void what_is_cancelled_by_the_shop_before_it_is_settled_is_back_on_the_shelf() {
        AuctionView auction = house.open(HOUR);
        AuctionAwarded award = won(auction);

        pay(award, "tx");
        house.done(new CancelOrder(award.orderId(), null, "broken"));

        awaited(auction.id(), AuctionSettled.class, 1);
        awaitOnShelf(auction, 1);
        assertThat(house.historyOf(auction.id(), AuctionAwarded.class)).hasSize(1);
    }

    @Test
    void of_a_seller_who_is_suspended_meanwhile_nothing_is_sold() {
        AuctionView auction = house.open(HOUR);
        planned(auction.id(), 1);
        bids(auction.id(), 2_000);
        house.suspend(auction.seller().id());

        assertThat(AuctionHouse.refusalIn(house.send(bid(auction.id(), house.somebody(), 5_000))))
                .isEqualTo(new SellerNotApproved());
        clock.moveOn(HOUR);

        assertThat(awaited(auction.id(), AuctionUnsold.class, 1).cause())
                .isEqualTo(Cause.SELLER_NOT_APPROVED);
        assertThat(house.historyOf(auction.id(), AuctionAwarded.class)).isEmpty();
        assertThat(house.shelf(auction.sku())).isEqualTo(new AuctionHouse.Shelf(1, Map.of()));
    }

    @Test
    void what_is_open_goes_on_where_its_product_is_not_listed_any_more() {
        AuctionView auction = house.open(HOUR);
        planned(auction.id(), 1);
        house.done(
                new ListProduct(
                        auction.productId(), new Editor(auction.seller().id(), false), false));
        List<AccountId> bidders = bids(auction.id(), 2_000);
        clock.moveOn(HOUR);

        assertThat(awaited(auction.id(), AuctionAwarded.class, 1).bidder())
                .isEqualTo(bidders.getFirst());
    }

    @Test
    void while_nobody_pays_it_goes_on_down() {
        AuctionView auction = house.open(HOUR);
        planned(auction.id(), 1);
        List<AccountId> bidders = bids(auction.id(), 1_500, 2_000, 5_000);
        clock.moveOn(HOUR);

        AuctionAwarded first = awaited(auction.id(), AuctionAwarded.class, 1);
        waitedFor(first.orderId());
        clock.moveOn(PAY_WITHIN);
        AuctionAwarded second = awaited(auction.id(), AuctionAwarded.class, 2);
        house.done(new CancelOrder(second.orderId(), CartOwner.account(second.bidder()), null));
        AuctionAwarded third = awaited(auction.id(), AuctionAwarded.class, 3);
        waitedFor(third.orderId());
        clock.moveOn(PAY_WITHIN);

        assertThat(awaited(auction.id(), AuctionUnsold.class, 1).cause())
                .isEqualTo(Cause.NOBODY_PAID);
        assertThat(List.of(third.bidder(), second.bidder(), first.bidder())).isEqualTo(bidders);
        assertThat(List.of(third.price(), second.price(), first.price()))
                .isEqualTo(List.of(euros(1_500), euros(2_000), euros(2_100)));
        assertThat(house.historyOf(first.orderId(), OrderCancelled.class)).hasSize(1);
        assertThat(house.shelf(auction.sku()).reserved()).isEmpty();
        assertThat(house.shelf(auction.sku()).onHand()).isOne();
    }

    @Test
    void who_asks_too_early_comes_again_at_the_end() {
        AuctionView auction =
                (AuctionView) house.done(extending(clock.instant().plus(Duration.ofMinutes(1))));
        planned(auction.id(), 1);
        clock.moveOn(Duration.ofSeconds(50));
        bids(auction.id(), 2_000);
        Instant end = house.endOf(auction.id());
        assertThat(end).isAfter(auction.closesAt());

        clock.moveOn(Duration.ofSeconds(20));
        await().untilAsserted(() -> assertThat(nextErrand(auction.id())).isEqualTo(end));
        assertThat(house.historyOf(auction.id(), AuctionClosed.class)).isEmpty();
        clock.moveOn(Duration.between(clock.instant(), end));

        awaited(auction.id(), AuctionAwarded.class, 1);
        assertThat(closedAfter(auction.id(), end)).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    private ScheduleAuction extending(Instant closes) {
        SellerId seller = house.seller();
        ScheduleAuction usual = house.auctionOf(seller, house.thing(seller, 1), null, closes);
        return new ScheduleAuction(
                usual.auctionId(),
                seller,
                usual.sku(),
                usual.quantity(),
                usual.startPrice(),
                null,
                usual.increment(),
                null,
                closes,
                Duration.ofMinutes(2),
                null);
    }

    private Instant nextErrand(AuctionId auction) {
        return jdbc.queryForObject(
                        "select min(execution_time)" + OF_AUCTION,
                        OffsetDateTime.class,
                        auction.value())
                .toInstant();
    }

    private Duration closedAfter(AuctionId auction, Instant end) {
        return house.eventsOf(auction).stream()
                .filter(it -> it.getPayload() instanceof AuctionClosed)
                .map(EventMessage::getTimestamp)
                .map(it -> Duration.between(end, it))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void many_that_end_together_all_end_and_none_too_early() throws Exception {
        Instant end = clock.instant().plusSeconds(15); // all are to be there before
        SellerId seller = house.seller();
        List<AuctionId> ending =
                IntStream.range(0, 50)
                        .mapToObj(_ -> house.auctionOf(seller, house.thing(seller, 1), null, end))
                        .map(it -> ((AuctionView) house.done(it)).id())
                        .toList();
        AuctionId busy = house.open(HOUR).id();
        var bidder = house.somebody();
        var other = house.somebody();
        Thread load =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    for (long it = 1_000;
                                            clock.instant().isBefore(end.plusSeconds(1));
                                            it += 100) {
                                        house.done(bid(busy, it % 200 == 0 ? bidder : other, it));
                                    }
                                });

        ending.forEach(it -> awaited(it, AuctionUnsold.class, 1));
        load.join();

        assertThat(ending)
                .allSatisfy(
                        it ->
                                assertThat(closedAfter(it, end))
                                        .isGreaterThanOrEqualTo(Duration.ZERO));
    }

    @Test
    void what_ended_unnoticed_takes_no_more_bids() {
        AuctionView auction = house.open(HOUR);
        planned(auction.id(), 1);
        jdbc.update("delete" + OF_AUCTION, auction.id().value());
        clock.moveOn(HOUR);

        assertThat(AuctionHouse.refusalIn(house.send(bid(auction.id(), house.somebody(), 1_000))))
                .isEqualTo(new souk.auction.AuctionRejection.AuctionClosed());
        house.done(new CloseAuction(auction.id()));
        assertThat(house.historyOf(auction.id(), AuctionUnsold.class)).hasSize(1);
    }
}
