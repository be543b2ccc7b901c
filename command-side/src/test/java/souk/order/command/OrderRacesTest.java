package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.order.command.Bazaar.GUEST;
import static souk.order.command.Bazaar.checkout;
import static souk.order.command.Bazaar.dinars;
import static souk.order.command.Bazaar.newId;
import static souk.order.command.Bazaar.payment;
import static souk.platform.command.Race.succeeded;

import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.cart.CartId;
import souk.inventory.StockRejection.OutOfStock;
import souk.inventory.command.StockReservations;
import souk.kernel.Sku;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.ExpireOrder;
import souk.order.OrderCommand.PlaceOrder;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderRejection.OrderNotInState;
import souk.order.OrderRejection.RefundTooLarge;
import souk.order.OrderStatus;
import souk.order.OrderView;
import souk.order.Placement;
import souk.payment.RefundId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What many can want at once: whoever loses is told so, and nothing is sold twice. */
@OrderNode
class OrderRacesTest {

    @Autowired Bazaar bazaar;
    @Autowired StockReservations stock;

    private List<PlaceOrder> checkouts(int buyers, int quantity, Sku... skus) {
        return IntStream.range(0, buyers)
                .mapToObj(_ -> checkout(bazaar.cart(quantity, skus)))
                .toList();
    }

    private static List<OrderView> orders(List<? extends CommandResultMessage<?>> answers) {
        return answers.stream()
                .filter(it -> !it.isExceptional())
                .map(it -> ((Placement) it.getPayload()).order())
                .toList();
    }

    private static void losersAreTold(
            List<? extends CommandResultMessage<?>> answers, Class<?> rejection) {
        assertThat(answers.stream().filter(CommandResultMessage::isExceptional))
                .allSatisfy(it -> assertThat(Bazaar.refusalOf(it)).isInstanceOf(rejection));
    }

    private void reservedFor(Sku sku, List<OrderView> orders) {
        assertThat(bazaar.shelf(sku).reserved().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        orders.stream().map(it -> it.id().value()).toList());
    }

    @RepeatedTest(10)
    void the_last_one_goes_to_one_of_many() {
        Sku mug = bazaar.mugs(1);
        List<PlaceOrder> checkouts = checkouts(20, 1, mug);

        var answers = bazaar.atOnce(checkouts);

        assertThat(succeeded(answers)).isEqualTo(1);
        losersAreTold(answers, OutOfStock.class);
        reservedFor(mug, orders(answers));
        assertThat(bazaar.shelf(mug).available()).isZero();
    }

    @Test
    void who_comes_too_late_waits_for_nobody() throws Exception {
        Sku mug = bazaar.mugs(1);
        PlaceOrder late = checkout(bazaar.cart(1, mug, bazaar.mugs(1)));
        bazaar.placed(1, mug);
        var held = new CountDownLatch(1);
        var refused = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var holder = threads.submit(() -> hold(mug, held, refused));
            held.await();

            var answer = threads.submit(() -> bazaar.refusalOf(late));

            try {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(OutOfStock.of(mug, 0));
            } finally {
                refused.countDown();
            }
            holder.get(10, TimeUnit.SECONDS);
        }
    }

    private Object hold(Sku sku, CountDownLatch held, CountDownLatch until) throws Exception {
        var unit = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("hold"));
        try {
            stock.release("nobody", List.of(sku));
            held.countDown();
            until.await();
        } finally {
            unit.rollback();
        }
        return sku;
    }

    @Test
    void a_rush_sells_what_there_is_and_no_more() {
        Sku mug = bazaar.mugs(30);
        List<PlaceOrder> checkouts = checkouts(100, 1, mug);

        var answers = bazaar.atOnce(checkouts);

        assertThat(succeeded(answers)).isEqualTo(30);
        losersAreTold(answers, OutOfStock.class);
        reservedFor(mug, orders(answers));
        assertThat(orders(answers)).extracting(OrderView::number).doesNotHaveDuplicates();
        for (int i = 0; i < checkouts.size(); i++) {
            List<Object> cart = bazaar.historyOf(checkouts.get(i).cartId().value());
            assertThat(cart).hasSize(answers.get(i).isExceptional() ? 2 : 3);
        }
    }

    @RepeatedTest(10)
    void carts_over_two_things_in_opposite_order_do_not_wait_for_each_other() {
        Sku mug = bazaar.mugs(6);
        Sku bowl = bazaar.mugs(6);
        List<PlaceOrder> checkouts =
                Stream.concat(
                                checkouts(6, 1, mug, bowl).stream(),
                                checkouts(6, 1, bowl, mug).stream())
                        .toList();

        var answers = bazaar.atOnce(checkouts);

        assertThat(succeeded(answers)).isEqualTo(6);
        losersAreTold(answers, OutOfStock.class);
        reservedFor(mug, orders(answers));
        reservedFor(bowl, orders(answers));
    }

    @RepeatedTest(10)
    void one_cart_makes_one_order() {
        Sku mug = bazaar.mugs(10);
        CartId cart = bazaar.cart(3, mug);

        var answers = bazaar.atOnce(IntStream.range(0, 8).mapToObj(_ -> checkout(cart)).toList());

        assertThat(succeeded(answers)).isEqualTo(8);
        assertThat(orders(answers).stream().distinct()).hasSize(1);
        assertThat(answers.stream().filter(it -> ((Placement) it.getPayload()).justNow()))
                .hasSize(1);
        assertThat(bazaar.shelf(mug).available()).isEqualTo(7);
    }

    @RepeatedTest(10)
    void an_order_is_cancelled_or_paid() {
        Sku mug = bazaar.mugs(5);
        OrderView order = bazaar.placed(2, mug);

        bazaar.atOnce(List.of(new CancelOrder(order.id(), GUEST, null), payment(order, "money")));

        moneyAndGoodsAgree(order, mug, 5);
    }

    @RepeatedTest(10)
    void an_order_expires_or_is_paid() {
        Sku mug = bazaar.mugs(5);
        OrderView order = bazaar.placed(2, mug);
        bazaar.clock().moveOn(Duration.ofMinutes(31));

        var answers =
                bazaar.atOnce(
                        List.of(
                                new ExpireOrder(order.id()),
                                payment(order, "money"),
                                payment(order, "money")));

        assertThat(succeeded(answers)).isEqualTo(3);
        moneyAndGoodsAgree(order, mug, 5);
    }

    /** Paid and gone, or refused and back on the shelf; once. */
    private void moneyAndGoodsAgree(OrderView order, Sku sku, int before) {
        List<Object> history = bazaar.historyOf(order.id().value());
        boolean paid = history.stream().anyMatch(OrderPaid.class::isInstance);
        assertThat(
                        history.stream()
                                .filter(
                                        it ->
                                                it instanceof OrderPaid
                                                        || it instanceof PaymentRefused))
                .hasSize(1);
        assertThat(history).hasSize(paid ? 2 : 3);
        assertThat(bazaar.shelf(sku).reserved()).isEmpty();
        assertThat(bazaar.shelf(sku).onHand()).isEqualTo(paid ? before - 2 : before);
    }

    private static RefundOrder refund(OrderView order, RefundId id, long millimes) {
        return new RefundOrder(order.id(), id, dinars(millimes), List.of(), "broken", false);
    }

    @RepeatedTest(10)
    void refunds_never_exceed_what_was_paid() {
        OrderView order = bazaar.paid(1, bazaar.mugs(1)); // 19 900
        List<Object> refunds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            refunds.add(refund(order, new RefundId(newId(RefundId.PREFIX)), 5_000));
        }

        var answers = bazaar.atOnce(refunds);

        assertThat(succeeded(answers)).isEqualTo(3);
        losersAreTold(answers, RefundTooLarge.class);
    }

    @RepeatedTest(10)
    void one_refund_asked_for_many_times_is_one() {
        Sku mug = bazaar.mugs(4);
        OrderView order = bazaar.paid(2, mug);
        var refund =
                new RefundOrder(
                        order.id(),
                        new RefundId(newId(RefundId.PREFIX)),
                        null,
                        List.of(),
                        "broken",
                        true);

        var answers = bazaar.atOnce(Collections.nCopies(8, refund));

        assertThat(succeeded(answers)).isEqualTo(8);
        assertThat(
                        bazaar.historyOf(order.id().value()).stream()
                                .filter(RefundRequested.class::isInstance))
                .hasSize(1);
        assertThat(bazaar.shelf(mug).available()).isEqualTo(4);
    }

    @RepeatedTest(10)
    void the_shop_cancels_once() {
        Sku mug = bazaar.mugs(4);
        OrderView order = bazaar.paid(2, mug);

        var answers =
                bazaar.atOnce(Collections.nCopies(4, new CancelOrder(order.id(), null, null)));

        assertThat(succeeded(answers)).isEqualTo(1);
        assertThat(
                        Bazaar.refusalOf(
                                answers.stream()
                                        .filter(CommandResultMessage::isExceptional)
                                        .findFirst()
                                        .orElseThrow()))
                .isEqualTo(new OrderNotInState(OrderStatus.CANCELLED));
        assertThat(bazaar.shelf(mug).available()).isEqualTo(4);
    }
}
