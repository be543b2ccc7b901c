package souk.auction.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.FixtureConfiguration;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.Test;

import souk.account.AccountId;
import souk.auction.AuctionCommand.CloseAuction;
import souk.auction.AuctionCommand.OpenAuction;
import souk.auction.AuctionCommand.PassOn;
import souk.auction.AuctionCommand.SettleAuction;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionId;
import souk.auction.Audience;
import souk.auction.Increments;
import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderId;
import souk.payment.PaymentId;
import souk.platform.command.Errands;
import souk.seller.SellerId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** Every arrow between an auction, its hours and its orders: on time, late, and again. */
class AuctionSagaTest {

    private static final String ID = "01hzy00000000000000000000a";
    private static final AuctionId AUCTION = new AuctionId("auc_" + ID);
    private static final OrderId ORDER = new OrderId("ord_" + ID);
    private static final OrderId NEXT = new OrderId("ord_01hzy00000000000000000000b");
    private static final Money PRICE = new Money(2_500, Currency.getInstance("EUR"));
    private static final Instant OPENS = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant CLOSES = Instant.parse("2026-11-21T12:00:00Z");
    private static final AuctionScheduled SCHEDULED =
            new AuctionScheduled(
                    AUCTION,
                    new SellerId("sel_" + ID),
                    "Atlas",
                    new Sku("MUG"),
                    new ProductId("prd_" + ID),
                    "Mug",
                    new Quantity(1),
                    PRICE,
                    null,
                    Increments.of(100),
                    OPENS,
                    CLOSES,
                    Duration.ZERO,
                    Audience.PUBLIC,
                    "salt");

    private static final OrderPaid PAID =
            new OrderPaid(ORDER, PaymentId.of(ORDER.value()), "tx_1", PRICE);

    private final List<String> planned = new ArrayList<>();
    private final FixtureConfiguration saga = new SagaTestFixture<>(AuctionSaga.class);

    AuctionSagaTest() {
        saga.registerResource(
                new Errands() {
                    @Override
                    public void send(Object command) {
                        planned.add("now " + command);
                    }

                    @Override
                    public void later(Object command) {
                        planned.add("later " + command);
                    }

                    @Override
                    public void at(Instant due, Object command) {
                        planned.add(due + " " + command);
                    }
                });
    }

    private static AuctionAwarded awarded(OrderId order, int rank) {
        return new AuctionAwarded(
                AUCTION,
                order,
                new AccountId("acc_" + ID),
                "bidder-1",
                PRICE,
                rank,
                CLOSES.plus(Duration.ofHours(48)));
    }

    private static OrderCancelled cancelled(OrderId order) {
        return new OrderCancelled(order, OrderCancelled.Cause.NOT_PAID_IN_TIME, null);
    }

    private ContinuedGivenState sold() throws Exception {
        return saga.givenAPublished(awarded(ORDER, 1));
    }

    @Test
    void an_auction_is_opened_and_closed_at_its_hours() throws Exception {
        saga.givenNoPriorActivity().whenPublishingA(SCHEDULED).expectActiveSagas(0);

        assertThat(planned)
                .containsExactly(
                        OPENS + " " + new OpenAuction(AUCTION),
                        CLOSES + " " + new CloseAuction(AUCTION));
    }

    @Test
    void its_order_is_waited_for() throws Exception {
        saga.givenNoPriorActivity().whenPublishingA(awarded(ORDER, 1)).expectActiveSagas(1);

        assertThat(planned).isEmpty();
    }

    @Test
    void told_of_again_it_is_waited_for_once() throws Exception {
        sold().whenPublishingA(awarded(ORDER, 1)).expectActiveSagas(1);
    }

    @Test
    void a_paid_order_settles_it() throws Exception {
        sold().whenPublishingA(PAID).expectActiveSagas(0);

        assertThat(planned).containsExactly("now " + new SettleAuction(AUCTION, ORDER));
    }

    @Test
    void an_order_that_is_not_paid_passes_it_on() throws Exception {
        sold().whenPublishingA(cancelled(ORDER)).expectActiveSagas(0);

        assertThat(planned).containsExactly("now " + new PassOn(AUCTION, ORDER));
    }

    @Test
    void each_order_is_followed_for_itself() throws Exception {
        sold().andThenAPublished(cancelled(ORDER))
                .andThenAPublished(awarded(NEXT, 2))
                .whenPublishingA(cancelled(NEXT))
                .expectActiveSagas(0);

        assertThat(planned)
                .containsExactly(
                        "now " + new PassOn(AUCTION, ORDER), "now " + new PassOn(AUCTION, NEXT));
    }

    @Test
    void what_becomes_of_it_after_it_was_paid_is_not_the_auctions_business() throws Exception {
        sold().andThenAPublished(PAID).whenPublishingA(cancelled(ORDER)).expectActiveSagas(0);

        assertThat(planned).containsExactly("now " + new SettleAuction(AUCTION, ORDER));
    }

    @Test
    void other_orders_are_nobodys_business() throws Exception {
        saga.givenNoPriorActivity().whenPublishingA(PAID).expectActiveSagas(0);
        sold().whenPublishingA(cancelled(NEXT)).expectActiveSagas(1);

        assertThat(planned).isEmpty();
    }
}
