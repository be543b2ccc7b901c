package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static souk.order.command.Bazaar.GUEST;
import static souk.order.command.Bazaar.dinars;
import static souk.order.command.Bazaar.newId;
import static souk.order.command.Bazaar.payment;

import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.inventory.StockEvent.StockCommitted;
import souk.inventory.StockEvent.StockReleased;
import souk.inventory.StockEvent.StockReturned;
import souk.kernel.CommonRejection.VersionMismatch;
import souk.kernel.MessageKeys;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.ConfirmRefund;
import souk.order.OrderCommand.ExpireOrder;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderCommand.RequestPayment;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderRejection.OrderNotInState;
import souk.order.OrderStatus;
import souk.order.OrderView;
import souk.order.Returned;
import souk.payment.PaymentId;
import souk.payment.PaymentView;
import souk.payment.RefundId;
import souk.seller.SellerId;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What becomes of the goods, together with their order, as both are stored. */
@OrderNode
class OrderStockTest {

    @Autowired Bazaar bazaar;
    @Autowired Cache cache;

    private Object last(Sku sku) {
        return bazaar.historyOf("stock_" + sku).getLast();
    }

    @Test
    void payment_takes_it_off_the_shelf() {
        Sku mug = bazaar.mugs(5);
        OrderView order = bazaar.paid(2, mug);

        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(last(mug))
                .isEqualTo(new StockCommitted(mug, order.id().value(), new Quantity(2)));
        assertThat(bazaar.shelf(mug)).isEqualTo(new Bazaar.Shelf(3, Map.of()));
    }

    @Test
    void cancellation_frees_it() {
        Sku mug = bazaar.mugs(5);
        OrderView order = bazaar.placed(2, mug);

        bazaar.order(new CancelOrder(order.id(), GUEST, null));

        assertThat(last(mug))
                .isEqualTo(new StockReleased(mug, order.id().value(), new Quantity(2)));
    }

    @Test
    void expiry_frees_it() {
        Sku mug = bazaar.mugs(5);
        OrderView order = bazaar.placed(2, mug);
        bazaar.clock().moveOn(Duration.ofMinutes(31));

        OrderView expired = bazaar.order(new ExpireOrder(order.id()));

        assertThat(expired.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(bazaar.shelf(mug)).isEqualTo(new Bazaar.Shelf(5, Map.of()));
    }

    @Test
    void cancellation_by_the_shop_brings_it_back() {
        Sku mug = bazaar.mugs(5);
        Sku bowl = bazaar.mugs(5);
        OrderView order = bazaar.paid(2, mug, bowl);

        OrderView cancelled = bazaar.order(new CancelOrder(order.id(), null, "broken"));

        RefundId refund = cancelled.refunds().getFirst().id();
        assertThat(last(mug)).isEqualTo(new StockReturned(mug, refund.value(), new Quantity(2)));
        assertThat(bazaar.shelf(bowl)).isEqualTo(new Bazaar.Shelf(5, Map.of()));
        var confirmed = new ConfirmRefund(order.id(), refund, "tx_1", dinars(79_600), 5);
        assertThat(bazaar.order(confirmed).status()).isEqualTo(OrderStatus.REFUNDED);
    }

    @Test
    void cancellation_of_what_is_sent_in_part_brings_the_rest_back_once() {
        Sku mug = bazaar.mugs(5);
        SellerId other = bazaar.seller();
        Sku bowl = bazaar.on(other, dinars(19_900), 5);
        OrderView order = bazaar.paid(2, mug, bowl);
        bazaar.order(new ShipOrder(order.id(), sellerOf(order, mug), "Aramex", "1"));
        var cancel = new CancelOrder(order.id(), null, "broken");

        OrderView cancelled = bazaar.order(cancel);

        assertThat(cancelled.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(bazaar.refusalOf(cancel)).isEqualTo(new OrderNotInState(OrderStatus.SHIPPED));
        assertThat(bazaar.refusalOf(new ShipOrder(order.id(), other, "Aramex", "1")))
                .isEqualTo(new OrderNotInState(OrderStatus.SHIPPED));
        assertThat(bazaar.shelf(mug)).isEqualTo(new Bazaar.Shelf(3, Map.of()));
        assertThat(bazaar.shelf(bowl)).isEqualTo(new Bazaar.Shelf(5, Map.of()));
    }

    @Test
    void cancellation_of_what_was_paid_back_elsewhere_brings_back_what_is_not_sent_once() {
        Sku mug = bazaar.mugs(5);
        SellerId other = bazaar.seller();
        Sku bowl = bazaar.on(other, dinars(19_900), 5);
        OrderView order = bazaar.paid(2, mug, bowl);
        bazaar.order(new ShipOrder(order.id(), sellerOf(order, mug), "Aramex", "1"));
        var elsewhere = new RefundId(newId(RefundId.PREFIX));
        bazaar.order(
                new ConfirmRefund(
                        order.id(), elsewhere, "a transaction", order.amounts().total(), 5));
        var cancel = new CancelOrder(order.id(), null, "broken");

        OrderView cancelled = bazaar.order(cancel);

        assertThat(cancelled.status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(cancelled.refunds()).hasSize(1);
        assertThat(bazaar.refusalOf(cancel)).isEqualTo(new OrderNotInState(OrderStatus.REFUNDED));
        assertThat(bazaar.shelf(mug)).isEqualTo(new Bazaar.Shelf(3, Map.of()));
        assertThat(bazaar.shelf(bowl)).isEqualTo(new Bazaar.Shelf(5, Map.of()));
        assertThat(last(bowl))
                .isEqualTo(new StockReturned(bowl, order.id().value(), new Quantity(2)));
    }

    private static SellerId sellerOf(OrderView order, Sku sku) {
        return order.consignments().stream()
                .filter(it -> it.lines().stream().anyMatch(line -> line.sku().equals(sku)))
                .findFirst()
                .orElseThrow()
                .seller()
                .id();
    }

    @Test
    void a_refund_brings_back_what_it_is_told_to() {
        Sku mug = bazaar.mugs(5);
        OrderView order = bazaar.paid(3, mug);
        var refund = new RefundId(newId(RefundId.PREFIX));

        bazaar.order(
                new RefundOrder(
                        order.id(),
                        refund,
                        null,
                        List.of(new Returned(mug, new Quantity(2))),
                        "broken",
                        true));

        assertThat(last(mug)).isEqualTo(new StockReturned(mug, refund.value(), new Quantity(2)));
        assertThat(bazaar.shelf(mug).available()).isEqualTo(4);
    }

    @Test
    void a_payment_is_asked_for_in_the_name_of_the_order() {
        OrderView order = bazaar.placed(1, bazaar.mugs(1));

        var payment = (PaymentView) bazaar.carryOut(new RequestPayment(order.id(), GUEST));

        assertThat(payment.paymentId()).isEqualTo(PaymentId.of(order.id().value()));
        assertThat(payment.reference()).isEqualTo(order.id().value());
        assertThat(payment.amount()).isEqualTo(order.amounts().total());
        assertThat(payment.expiresAt()).isEqualTo(order.payUntil());
    }

    @Test
    void an_order_survives_its_snapshot() {
        OrderView order = bazaar.paid(1, bazaar.mugs(1));
        String stream = order.id().value();
        for (int i = 0; i < 110; i++) {
            bazaar.order(payment(order, "transaction " + i)); // each refused
        }
        await().until(() -> bazaar.historyOf(stream).getFirst() instanceof Order);
        cache.removeAll();

        OrderView shipped = bazaar.order(new ShipOrder(order.id(), null, "Aramex", "1"));

        assertThat(shipped.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(shipped.refunds()).hasSize(110);
        assertThat(shipped.version()).isEqualTo(113);
        assertThat(shipped.email()).isEqualTo(Bazaar.EMAIL);
        assertThat(shipped.timeline().getFirst())
                .isEqualTo(new OrderView.Moment("PLACED", order.placedAt()));
    }

    @Test
    void an_order_of_another_version_is_left_alone() {
        OrderView order = bazaar.placed(1, bazaar.mugs(1));

        var answer =
                bazaar.send(
                        new CancelOrder(order.id(), GUEST, null),
                        Map.of(MessageKeys.EXPECTED_VERSION, 3L));

        assertThat(Bazaar.refusalOf(answer)).isEqualTo(new VersionMismatch(0));
    }
}
