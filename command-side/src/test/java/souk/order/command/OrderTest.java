package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.order.command.OrderExamples.*;
import static souk.order.command.OrderStage.given;
import static souk.order.command.OrderStage.inCoinsOf;
import static souk.order.command.OrderStage.late;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.kernel.CommonRejection.VersionMismatch;
import souk.order.ConsignmentStatus;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.ConfirmPayment;
import souk.order.OrderCommand.ConfirmRefund;
import souk.order.OrderCommand.DeliverOrder;
import souk.order.OrderCommand.ExpireOrder;
import souk.order.OrderCommand.RejectRefund;
import souk.order.OrderCommand.RequestPayment;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderEvent.ConsignmentShipped;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderCancelled.Cause;
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.PaymentRefused.Why;
import souk.order.OrderEvent.PiecesTakenBack;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderRejection.NotYetExpired;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderRejection.OrderNotInState;
import souk.order.OrderStatus;
import souk.order.OrderView;
import souk.order.OrderView.Moment;
import souk.order.OrderView.Parcel;
import souk.order.OrderView.Tracking;
import souk.payment.PaymentRejection.MoneyOnItsWay;
import souk.payment.PaymentStatus;
import souk.seller.SellerId;

import java.util.List;
import java.util.function.Predicate;

/** What an order allows and forbids, from its placing to its arrival. */
class OrderTest {

    private static final RefundRequested ALL_REFUNDED =
            new RefundRequested(
                    ORDER,
                    REFUND,
                    PAYMENT,
                    PI,
                    euros(1_800),
                    List.of(returned(MUG, 3), returned(BOWL, 1)),
                    "a reason",
                    true);

    @Nested
    class Requesting_payment {

        private static final RequestPayment PAY = new RequestPayment(ORDER, BUYER);

        @Test
        void asks_for_the_total_until_the_order_expires() {
            given(PLACED)
                    .gives(
                            PAY,
                            new OpenPayments()
                                    .request(PAYMENT, ORDER.value(), euros(1_800), PAY_UNTIL));
        }

        @Test
        void changes_nothing() {
            given(PLACED).changesNothing(PAY);
        }

        @Test
        void of_what_is_paid_or_cancelled_is_refused() {
            given(PLACED, PAID).refuses(PAY, new OrderNotInState(OrderStatus.PAID));
            given(PLACED, EXPIRED).refuses(PAY, new OrderNotInState(OrderStatus.CANCELLED));
        }

        @Test
        void too_late_is_refused() {
            late(PLACED).refuses(PAY, new OrderNotInState(OrderStatus.CANCELLED));
        }

        @Test
        void of_another_version_than_was_seen_is_refused() {
            given(PLACED).refuses(PAY, 1, new VersionMismatch(0));
            given(PLACED).refuses(new RequestPayment(ORDER, THIEF), 1, new OrderNotFound());
        }

        @Test
        void of_somebody_elses_or_none_is_refused() {
            given(PLACED).refuses(new RequestPayment(ORDER, THIEF), new OrderNotFound());
            given().refuses(PAY, new OrderNotFound());
        }
    }

    @Nested
    class Confirming_payment {

        private static ConfirmPayment payment(String transaction, long cents) {
            return new ConfirmPayment(ORDER, PAYMENT, transaction, euros(cents));
        }

        private static PaymentRefused refused(String transaction, long cents, Why why) {
            return new PaymentRefused(
                    ORDER,
                    PAYMENT,
                    transaction,
                    euros(cents),
                    DerivedIds.refundOf(ORDER, transaction),
                    why);
        }

        @Test
        void takes_the_goods_off_the_shelf() {
            given(PLACED).leadsTo(payment(PI, 1_800), PAID).andStockIsTold("commit [MUG, BOWL]");
        }

        @Test
        void is_for_orders_that_are_late_but_not_expired() {
            late(PLACED).leadsTo(payment(PI, 1_800), PAID);
        }

        @Test
        void twice_is_once() {
            given(PLACED, PAID).changesNothing(payment(PI, 1_800));
            given(PLACED, PAID, new OrderCancelled(ORDER, Cause.BY_SHOP, null))
                    .changesNothing(payment(PI, 1_800));
        }

        @Test
        void with_other_money_once_it_is_paid_sends_that_back() {
            PaymentRefused refused = refused("pi_2", 1_800, Why.ALREADY_PAID);
            given(PLACED, PAID).leadsTo(payment("pi_2", 1_800), refused).andStockIsTold();
            given(PLACED, PAID, refused).changesNothing(payment("pi_2", 1_800));
        }

        @Test
        void of_a_cancelled_order_sends_the_money_back() {
            PaymentRefused refused = refused(PI, 1_800, Why.CANCELLED);
            given(PLACED, EXPIRED).leadsTo(payment(PI, 1_800), refused).andStockIsTold();
            given(PLACED, EXPIRED, refused).changesNothing(payment(PI, 1_800));
        }

        @Test
        void of_a_wrong_amount_sends_the_money_back_and_waits_on() {
            PaymentRefused refused = refused(PI, 1_799, Why.WRONG_AMOUNT);
            given(PLACED).leadsTo(payment(PI, 1_799), refused).andStockIsTold();
            given(PLACED, refused)
                    .leadsTo(
                            payment("pi_2", 1_800),
                            new souk.order.OrderEvent.OrderPaid(
                                    ORDER, PAYMENT, "pi_2", euros(1_800)));
        }

        @Test
        void in_another_currency_sends_the_money_back() {
            given(PLACED)
                    .leadsTo(
                            new ConfirmPayment(ORDER, PAYMENT, PI, yen(1_800)),
                            new PaymentRefused(
                                    ORDER,
                                    PAYMENT,
                                    PI,
                                    yen(1_800),
                                    DerivedIds.refundOf(ORDER, PI),
                                    Why.WRONG_AMOUNT));
        }

        @Test
        void shows_the_payment() {
            given(PLACED)
                    .answers(
                            payment(PI, 1_800),
                            it ->
                                    new OrderView.Paid(PAYMENT, PaymentStatus.PAID)
                                                    .equals(it.payment())
                                            && it.payUntil() == null
                                            && it.timeline().stream()
                                                    .map(Moment::status)
                                                    .toList()
                                                    .equals(List.of("PLACED", "PAID")));
        }

        @Test
        void of_no_order_is_refused() {
            given().refuses(payment(PI, 1_800), new OrderNotFound());
        }
    }

    @Nested
    class Cancelling {

        private static final CancelOrder BY_BUYER = new CancelOrder(ORDER, BUYER, "changed mind");
        private static final CancelOrder BY_SHOP = new CancelOrder(ORDER, null, "out of clay");
        private static final RefundRequested UNSENT_REFUNDED =
                new RefundRequested(
                        ORDER,
                        DerivedIds.unsentRefundOf(ORDER),
                        PAYMENT,
                        PI,
                        euros(700),
                        List.of(returned(BOWL, 1)),
                        "out of clay",
                        true);
        private static final PiecesTakenBack BOWL_BACK =
                new PiecesTakenBack(ORDER, List.of(returned(BOWL, 1)), "out of clay");

        @Test
        void frees_the_stock() {
            given(PLACED)
                    .leadsTo(BY_BUYER, new OrderCancelled(ORDER, Cause.BY_BUYER, "changed mind"))
                    .andStockIsTold("release [MUG, BOWL]");
            given(PLACED)
                    .leadsTo(BY_SHOP, new OrderCancelled(ORDER, Cause.BY_SHOP, "out of clay"))
                    .andStockIsTold("release [MUG, BOWL]");
        }

        @Test
        void of_what_is_paid_gives_everything_back() {
            given(PLACED, PAID)
                    .leadsTo(
                            BY_SHOP,
                            new OrderCancelled(ORDER, Cause.BY_SHOP, "out of clay"),
                            new RefundRequested(
                                    ORDER,
                                    DerivedIds.refundOf(ORDER),
                                    PAYMENT,
                                    PI,
                                    euros(1_800),
                                    List.of(returned(MUG, 3), returned(BOWL, 1)),
                                    "out of clay",
                                    true))
                    .andStockIsTold("give back " + DerivedIds.refundOf(ORDER) + " {BOWL=1, MUG=3}");
        }

        @Test
        void of_what_was_refunded_in_part_gives_back_the_rest() {
            given(PLACED, PAID, refundOf(400, returned(MUG, 1)))
                    .leadsTo(
                            BY_SHOP,
                            new OrderCancelled(ORDER, Cause.BY_SHOP, "out of clay"),
                            new RefundRequested(
                                    ORDER,
                                    DerivedIds.refundOf(ORDER),
                                    PAYMENT,
                                    PI,
                                    euros(1_400),
                                    List.of(returned(MUG, 2), returned(BOWL, 1)),
                                    "out of clay",
                                    true))
                    .andStockIsTold("give back " + DerivedIds.refundOf(ORDER) + " {BOWL=1, MUG=2}");
        }

        @Test
        void by_its_buyer_is_refused_once_it_is_paid() {
            given(PLACED, PAID).refuses(BY_BUYER, new OrderNotInState(OrderStatus.PAID));
        }

        @Test
        void of_what_is_sent_in_part_gives_back_the_rest_with_its_shipping() {
            given(PLACED, PAID, MUGS_SHIPPED)
                    .leadsTo(BY_SHOP, UNSENT_REFUNDED, SHIPPED)
                    .andStockIsTold("give back " + DerivedIds.unsentRefundOf(ORDER) + " {BOWL=1}");
            given(PLACED, PAID, MUGS_SHIPPED, MUGS_DELIVERED)
                    .leadsTo(BY_SHOP, UNSENT_REFUNDED, SHIPPED, new OrderDelivered(ORDER));
        }

        @Test
        void of_what_is_sent_in_part_needs_no_reason() {
            given(PLACED, PAID, MUGS_SHIPPED)
                    .answers(
                            new CancelOrder(ORDER, null, null),
                            it ->
                                    it.status() == OrderStatus.SHIPPED
                                            && it.refunds().getFirst().reason().equals("cancelled")
                                            && it.consignments().getLast().status()
                                                    == ConsignmentStatus.CANCELLED);
        }

        @Test
        void by_the_shop_is_refused_once_nothing_is_left_to_be_sent() {
            given(PLACED, PAID, MUGS_SHIPPED, BOWLS_SHIPPED, SHIPPED)
                    .refuses(BY_SHOP, new OrderNotInState(OrderStatus.SHIPPED));
            given(PLACED, PAID, MUGS_SHIPPED, UNSENT_REFUNDED, SHIPPED)
                    .refuses(BY_SHOP, new OrderNotInState(OrderStatus.SHIPPED));
            given(PLACED, PAID, MUGS_SHIPPED, PAID_BACK, BOWL_BACK, SHIPPED)
                    .refuses(BY_SHOP, new OrderNotInState(OrderStatus.REFUNDED));
        }

        @Test
        void of_what_was_paid_back_elsewhere_takes_back_what_is_not_sent() {
            given(PLACED, PAID, MUGS_SHIPPED, PAID_BACK)
                    .leadsTo(BY_SHOP, BOWL_BACK, SHIPPED)
                    .andStockIsTold("give back " + ORDER + " {BOWL=1}");
            given(PLACED, PAID, MUGS_SHIPPED, MUGS_DELIVERED, PAID_BACK)
                    .leadsTo(BY_SHOP, BOWL_BACK, SHIPPED, new OrderDelivered(ORDER));
            given(PLACED, PAID, PAID_BACK)
                    .leadsTo(
                            BY_SHOP,
                            new OrderCancelled(ORDER, Cause.BY_SHOP, "out of clay"),
                            new PiecesTakenBack(
                                    ORDER,
                                    List.of(returned(MUG, 3), returned(BOWL, 1)),
                                    "out of clay"))
                    .andStockIsTold("give back " + ORDER + " {BOWL=1, MUG=3}");
        }

        @Test
        void of_what_no_money_is_left_for_takes_back_the_pieces_all_the_same() {
            given(PLACED, PAID, MUGS_SHIPPED, refundOf(1_800))
                    .leadsTo(BY_SHOP, BOWL_BACK, SHIPPED)
                    .andStockIsTold("give back " + ORDER + " {BOWL=1}");
            inCoinsOf(800, PLACED, PAID, MUGS_SHIPPED)
                    .leadsTo(BY_SHOP, BOWL_BACK, SHIPPED)
                    .andStockIsTold("give back " + ORDER + " {BOWL=1}");
        }

        @Test
        void keeps_sellers_from_sending_the_rest() {
            given(PLACED, PAID, MUGS_SHIPPED, UNSENT_REFUNDED, SHIPPED)
                    .refuses(
                            new ShipOrder(ORDER, RIF, null, null),
                            new OrderNotInState(OrderStatus.SHIPPED));
        }

        @Test
        void by_its_buyer_is_refused_once_something_is_sent() {
            given(PLACED, PAID, MUGS_SHIPPED)
                    .refuses(BY_BUYER, new OrderNotInState(OrderStatus.PAID));
            given(PLACED, PAID, MUGS_SHIPPED, PAID_BACK)
                    .refuses(BY_BUYER, new OrderNotInState(OrderStatus.REFUNDED));
        }

        @Test
        void twice_is_refused() {
            given(PLACED, EXPIRED).refuses(BY_BUYER, new OrderNotInState(OrderStatus.CANCELLED));
            given(PLACED, EXPIRED).refuses(BY_SHOP, new OrderNotInState(OrderStatus.CANCELLED));
        }

        @Test
        void somebody_elses_is_refused() {
            given(PLACED).refuses(new CancelOrder(ORDER, THIEF, null), new OrderNotFound());
        }
    }

    @Nested
    class Expiring {

        private static final ExpireOrder EXPIRE = new ExpireOrder(ORDER);

        @Test
        void frees_the_stock() {
            late(PLACED).leadsTo(EXPIRE, EXPIRED).andStockIsTold("release [MUG, BOWL]");
        }

        @Test
        void ends_the_payment_with_the_order() {
            late(PLACED).leadsTo(EXPIRE, EXPIRED).andNobodyCanPay();
        }

        @Test
        void while_somebody_may_have_paid_is_refused_for_now() {
            var onItsWay = new MoneyOnItsWay(PAYMENT);
            late(PLACED).unless(onItsWay).refuses(EXPIRE, onItsWay);
            assertThat(onItsWay.retryable()).isTrue();
        }

        @Test
        void what_was_paid_meanwhile_waits_for_no_notice() {
            late(PLACED, PAID).unless(new MoneyOnItsWay(PAYMENT)).changesNothing(EXPIRE);
        }

        @Test
        void too_early_is_refused_for_now() {
            given(PLACED).refuses(EXPIRE, new NotYetExpired(PAY_UNTIL));
        }

        @Test
        void what_is_paid_or_cancelled_changes_nothing() {
            late(PLACED, PAID).changesNothing(EXPIRE);
            late(PLACED, EXPIRED).changesNothing(EXPIRE);
        }
    }

    @Nested
    class Shipping {

        private static ShipOrder by(SellerId seller) {
            return new ShipOrder(ORDER, seller, "Aramex", "1");
        }

        @Test
        void is_by_each_seller_for_himself() {
            given(PLACED, PAID).leadsTo(by(ATLAS), MUGS_SHIPPED);
            given(PLACED, PAID, MUGS_SHIPPED).leadsTo(by(RIF), BOWLS_SHIPPED, SHIPPED);
        }

        @Test
        void is_by_the_shop_for_all_that_is_left() {
            given(PLACED, PAID).leadsTo(by(null), MUGS_SHIPPED, BOWLS_SHIPPED, SHIPPED);
            given(PLACED, PAID, MUGS_SHIPPED).leadsTo(by(null), BOWLS_SHIPPED, SHIPPED);
        }

        @Test
        void takes_no_tracking_number() {
            given(PLACED, PAID)
                    .leadsTo(
                            new ShipOrder(ORDER, ATLAS, null, null),
                            new ConsignmentShipped(ORDER, MUGS, null, null));
        }

        @Test
        void twice_is_once() {
            given(PLACED, PAID, MUGS_SHIPPED).changesNothing(by(ATLAS));
        }

        @Test
        void does_not_wait_for_what_was_given_back() {
            given(PLACED, PAID, refundOf(500, returned(BOWL, 1)))
                    .leadsTo(by(ATLAS), MUGS_SHIPPED, SHIPPED);
        }

        @Test
        void what_was_given_back_is_refused() {
            given(PLACED, PAID, refundOf(500, returned(BOWL, 1)))
                    .refuses(by(RIF), new OrderNotInState(OrderStatus.PAID));
            given(PLACED, PAID, ALL_REFUNDED)
                    .refuses(by(null), new OrderNotInState(OrderStatus.PAID));
        }

        @Test
        void what_is_not_paid_or_cancelled_is_refused() {
            given(PLACED).refuses(by(ATLAS), new OrderNotInState(OrderStatus.PLACED));
            given(PLACED, EXPIRED).refuses(by(ATLAS), new OrderNotInState(OrderStatus.CANCELLED));
        }

        @Test
        void nothing_of_ones_own_is_refused() {
            given(PLACED, PAID).refuses(by(STRANGER), new OrderNotFound());
        }

        @Test
        void of_another_version_than_was_seen_is_refused_without_telling_strangers() {
            given(PLACED, PAID).refuses(by(ATLAS), 0, new VersionMismatch(1));
            given(PLACED, PAID).refuses(by(STRANGER), 0, new OrderNotFound());
        }

        @Test
        void may_be_corrected_by_the_seller_while_on_its_way() {
            given(PLACED, PAID, MUGS_SHIPPED)
                    .leadsTo(
                            new ShipOrder(ORDER, ATLAS, "DHL", "2"),
                            new ConsignmentShipped(ORDER, MUGS, "DHL", "2"));
            given(PLACED, PAID, MUGS_SHIPPED)
                    .answers(
                            new ShipOrder(ORDER, ATLAS, "DHL", "2"),
                            it ->
                                    new Tracking("DHL", "2")
                                                    .equals(it.consignments().getFirst().tracking())
                                            && it.timeline().size() == 3);
        }

        @Test
        void is_not_corrected_by_the_shop() {
            given(PLACED, PAID, MUGS_SHIPPED, BOWLS_SHIPPED, SHIPPED)
                    .changesNothing(new ShipOrder(ORDER, null, null, null));
            given(PLACED, PAID, MUGS_SHIPPED, MUGS_DELIVERED)
                    .leadsTo(
                            new ShipOrder(ORDER, null, "DHL", "2"),
                            new ConsignmentShipped(ORDER, BOWLS, "DHL", "2"),
                            SHIPPED);
        }

        @Test
        void can_not_be_corrected_once_it_has_arrived() {
            given(PLACED, PAID, MUGS_SHIPPED, MUGS_DELIVERED)
                    .refuses(
                            new ShipOrder(ORDER, ATLAS, "DHL", "2"),
                            new OrderNotInState(OrderStatus.PAID));
            given(PLACED, PAID, MUGS_SHIPPED, MUGS_DELIVERED).changesNothing(by(ATLAS));
        }

        @Test
        void what_was_wholly_paid_back_is_refused() {
            given(PLACED, PAID, PAID_BACK)
                    .refuses(by(ATLAS), new OrderNotInState(OrderStatus.REFUNDED));
        }

        @Test
        void is_waited_for_as_long_as_it_is_not_wholly_paid_back() {
            var back = new ConfirmRefund(ORDER, REFUND, PI, euros(1_800), 5);
            var failed = new RejectRefund(ORDER, REFUND, "closed", 7);
            var pieces = new PiecesTakenBack(ORDER, List.of(returned(BOWL, 1)), "out of clay");
            given(PLACED, PAID, MUGS_SHIPPED)
                    .answers(back, parcels(ConsignmentStatus.SHIPPED, ConsignmentStatus.CANCELLED));
            given(PLACED, PAID, MUGS_SHIPPED, PAID_BACK)
                    .answers(failed, parcels(ConsignmentStatus.SHIPPED, ConsignmentStatus.READY));
            given(PLACED, PAID, MUGS_SHIPPED, PAID_BACK, pieces, SHIPPED)
                    .answers(
                            failed,
                            parcels(ConsignmentStatus.SHIPPED, ConsignmentStatus.CANCELLED));
        }

        private static Predicate<OrderView> parcels(ConsignmentStatus... statuses) {
            return it ->
                    it.consignments().stream()
                            .map(Parcel::status)
                            .toList()
                            .equals(List.of(statuses));
        }

        @Test
        void goes_on_where_it_was_once_it_turns_out_that_it_was_not_paid_back() {
            given(PLACED, PAID, MUGS_SHIPPED, PAID_BACK, MUGS_DELIVERED, failed(REFUND, 0, 7))
                    .leadsTo(by(RIF), BOWLS_SHIPPED, SHIPPED);
        }

        @Test
        void shows_how_far_each_consignment_is() {
            given(PLACED, PAID)
                    .answers(
                            by(ATLAS),
                            it ->
                                    it.consignments().getFirst().status()
                                                    == ConsignmentStatus.SHIPPED
                                            && it.consignments().getLast().status()
                                                    == ConsignmentStatus.READY);
        }
    }

    @Nested
    class Timeline {

        @Test
        void tells_when_the_order_or_money_got_somewhere() {
            given(
                            PLACED,
                            new PaymentRefused(
                                    ORDER, PAYMENT, "pi_0", euros(5), OTHER, Why.WRONG_AMOUNT),
                            PAID,
                            new OrderRefunded(ORDER, OTHER, "pi_0", euros(5), euros(0), 3),
                            MUGS_SHIPPED,
                            BOWLS_SHIPPED,
                            SHIPPED,
                            refundOf(900),
                            failed(REFUND, 0, 5),
                            refunded(REFUND, 900, 900, 7),
                            MUGS_DELIVERED)
                    .answers(
                            new DeliverOrder(ORDER, RIF),
                            it ->
                                    it.timeline().stream()
                                            .map(Moment::status)
                                            .toList()
                                            .equals(
                                                    List.of(
                                                            "PLACED",
                                                            "PAYMENT_REFUSED",
                                                            "PAID",
                                                            "PAYMENT_RETURNED",
                                                            "CONSIGNMENT_SHIPPED",
                                                            "CONSIGNMENT_SHIPPED",
                                                            "SHIPPED",
                                                            "REFUND_REQUESTED",
                                                            "REFUND_FAILED",
                                                            "PARTIALLY_REFUNDED",
                                                            "CONSIGNMENT_DELIVERED",
                                                            "CONSIGNMENT_DELIVERED",
                                                            "DELIVERED")));
        }
    }

    @Nested
    class Delivering {

        private static DeliverOrder by(SellerId seller) {
            return new DeliverOrder(ORDER, seller);
        }

        private static final Object[] ALL_SENT = {
            PLACED, PAID, MUGS_SHIPPED, BOWLS_SHIPPED, SHIPPED
        };

        @Test
        void is_by_each_seller_for_himself() {
            given(ALL_SENT).leadsTo(by(ATLAS), MUGS_DELIVERED);
            given(PLACED, PAID, MUGS_SHIPPED, BOWLS_SHIPPED, SHIPPED, MUGS_DELIVERED)
                    .leadsTo(by(RIF), BOWLS_DELIVERED, new OrderDelivered(ORDER));
        }

        @Test
        void is_by_the_shop_for_all_that_was_sent() {
            given(ALL_SENT)
                    .leadsTo(by(null), MUGS_DELIVERED, BOWLS_DELIVERED, new OrderDelivered(ORDER));
            given(PLACED, PAID, MUGS_SHIPPED).leadsTo(by(null), MUGS_DELIVERED);
            given(PLACED, PAID, MUGS_SHIPPED, PAID_BACK).leadsTo(by(null), MUGS_DELIVERED);
        }

        @Test
        void twice_is_once() {
            given(PLACED, PAID, MUGS_SHIPPED, MUGS_DELIVERED).changesNothing(by(ATLAS));
        }

        @Test
        void what_is_not_sent_is_refused() {
            given(PLACED, PAID, MUGS_SHIPPED)
                    .refuses(by(RIF), new OrderNotInState(OrderStatus.PAID));
            given(PLACED).refuses(by(null), new OrderNotInState(OrderStatus.PLACED));
        }

        @Test
        void nothing_of_ones_own_is_refused() {
            given(ALL_SENT).refuses(by(STRANGER), new OrderNotFound());
            given(ALL_SENT).refuses(by(STRANGER), 0, new OrderNotFound());
        }
    }
}
