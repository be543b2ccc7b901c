package souk.order.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static souk.order.command.OrderExamples.*;
import static souk.order.command.OrderStage.given;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.kernel.InvalidValue;
import souk.order.OrderCommand.ConfirmRefund;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderCommand.RejectRefund;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderCancelled.Cause;
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.PaymentRefused.Why;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderRejection.LineNotInOrder;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderRejection.OrderNotInState;
import souk.order.OrderRejection.RefundTooLarge;
import souk.order.OrderStatus;
import souk.order.Returned;
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;

import java.util.List;

/** What goes back to the buyer: never more than he has paid. */
class RefundTest {

    private static final OrderRefunded HALF =
            new OrderRefunded(ORDER, REFUND, euros(900), euros(900));

    private static RefundOrder amount(RefundId id, long cents) {
        return new RefundOrder(ORDER, id, euros(cents), List.of(), "broken", false);
    }

    private static RefundOrder lines(boolean restock, Returned... lines) {
        return new RefundOrder(ORDER, OTHER, null, List.of(lines), "broken", restock);
    }

    private static RefundOrder all(boolean restock) {
        return new RefundOrder(ORDER, OTHER, null, List.of(), "broken", restock);
    }

    private static RefundRequested requested(long cents, boolean restocked, Returned... lines) {
        return new RefundRequested(
                ORDER, OTHER, PAYMENT, PI, euros(cents), List.of(lines), "broken", restocked);
    }

    private static Object[] delivered(Object... then) {
        Object[] history = {
            PLACED,
            PAID,
            MUGS_SHIPPED,
            BOWLS_SHIPPED,
            SHIPPED,
            MUGS_DELIVERED,
            BOWLS_DELIVERED,
            new OrderDelivered(ORDER)
        };
        return java.util.stream.Stream.concat(
                        java.util.Arrays.stream(history), java.util.Arrays.stream(then))
                .toArray();
    }

    @Nested
    class Asking {

        @Test
        void for_an_amount() {
            given(PLACED, PAID).leadsTo(amount(OTHER, 500), requested(500, false));
            given(delivered()).leadsTo(amount(OTHER, 500), requested(500, false)).andStockIsTold();
        }

        @Test
        void for_lines_gives_what_they_cost_with_their_tax() {
            // three mugs cost 1000 with tax
            given(PLACED, PAID)
                    .leadsTo(
                            lines(false, returned(MUG, 1)), requested(333, false, returned(MUG, 1)))
                    .andStockIsTold();
            given(PLACED, PAID)
                    .leadsTo(
                            lines(false, returned(MUG, 3), returned(BOWL, 1)),
                            requested(1_500, false, returned(MUG, 3), returned(BOWL, 1)));
        }

        @Test
        void for_the_last_pieces_gives_what_rounding_has_left() {
            given(PLACED, PAID, refundOf(333, returned(MUG, 1)))
                    .leadsTo(
                            lines(false, returned(MUG, 2)),
                            requested(667, false, returned(MUG, 2)));
        }

        @Test
        void may_put_the_pieces_back_on_the_shelf() {
            given(delivered())
                    .leadsTo(lines(true, returned(MUG, 2)), requested(666, true, returned(MUG, 2)))
                    .andStockIsTold("give back " + OTHER + " {MUG=2}");
        }

        @Test
        void for_all_that_is_left() {
            given(delivered(refundOf(400, returned(MUG, 1))))
                    .leadsTo(all(true), requested(1_400, true, returned(MUG, 2), returned(BOWL, 1)))
                    .andStockIsTold("give back " + OTHER + " {BOWL=1, MUG=2}");
        }

        @Test
        void for_an_amount_that_is_all_means_all_pieces() {
            given(PLACED, PAID)
                    .leadsTo(
                            amount(OTHER, 1_800),
                            requested(1_800, false, returned(MUG, 3), returned(BOWL, 1)))
                    .andStockIsTold();
        }

        @Test
        void for_what_was_not_sent_yet_may_be_the_last_that_was_waited_for() {
            given(PLACED, PAID, MUGS_SHIPPED)
                    .leadsTo(
                            lines(false, returned(BOWL, 1)),
                            requested(500, false, returned(BOWL, 1)),
                            SHIPPED);
        }

        @Test
        void twice_is_once() {
            given(PLACED, PAID, requested(500, false)).changesNothing(amount(OTHER, 500));
            given(PLACED, PAID, requested(500, false)).changesNothing(all(true));
        }

        @Test
        void several_times_is_fine_as_long_as_there_is_something() {
            given(PLACED, PAID, refundOf(1_000), HALF)
                    .leadsTo(
                            amount(OTHER, 800),
                            requested(800, false, returned(MUG, 3), returned(BOWL, 1)));
        }

        @Test
        void for_more_than_is_left_is_refused() {
            given(PLACED, PAID).refuses(amount(OTHER, 1_801), new RefundTooLarge(euros(1_800)));
            given(PLACED, PAID, refundOf(1_000))
                    .refuses(amount(OTHER, 801), new RefundTooLarge(euros(800)));
            given(PLACED, PAID, refundOf(1_500))
                    .refuses(lines(false, returned(MUG, 1)), new RefundTooLarge(euros(300)));
            given(PLACED, PAID, refundOf(1_800)).refuses(all(false), new RefundTooLarge(euros(0)));
        }

        @Test
        void for_another_currency_is_refused() {
            given(PLACED, PAID)
                    .refuses(
                            new RefundOrder(ORDER, OTHER, yen(5), List.of(), "broken", false),
                            new RefundTooLarge(euros(1_800)));
        }

        @Test
        void for_pieces_that_are_not_there_is_refused() {
            given(PLACED, PAID).refuses(lines(true, returned(MUG, 4)), new LineNotInOrder(MUG));
            given(PLACED, PAID, refundOf(333, returned(MUG, 1)))
                    .refuses(lines(true, returned(MUG, 3)), new LineNotInOrder(MUG));
            given(PLACED, PAID).refuses(lines(true, returned(CUP, 1)), new LineNotInOrder(CUP));
        }

        @Test
        void where_nothing_is_paid_or_all_is_back_is_refused() {
            given(PLACED).refuses(all(true), new OrderNotInState(OrderStatus.PLACED));
            given(PLACED, EXPIRED).refuses(all(true), new OrderNotInState(OrderStatus.CANCELLED));
            given(PLACED, PAID, new OrderCancelled(ORDER, Cause.BY_SHOP, null))
                    .refuses(all(true), new OrderNotInState(OrderStatus.CANCELLED));
            given(
                            PLACED,
                            PAID,
                            refundOf(1_800),
                            new OrderRefunded(ORDER, REFUND, euros(1_800), euros(1_800)))
                    .refuses(all(true), new OrderNotInState(OrderStatus.REFUNDED));
        }

        @Test
        void for_nothing_makes_no_sense() {
            assertThatThrownBy(() -> amount(OTHER, 0)).isInstanceOf(InvalidValue.class);
        }

        @Test
        void for_no_order_is_refused() {
            given().refuses(all(true), new OrderNotFound());
        }
    }

    @Nested
    class Confirming {

        private static ConfirmRefund confirm(long cents) {
            return new ConfirmRefund(ORDER, REFUND, euros(cents));
        }

        private static OrderRefunded refunded(long cents, long sum) {
            return new OrderRefunded(ORDER, REFUND, euros(cents), euros(sum));
        }

        @Test
        void tells_what_is_back_by_now() {
            given(PLACED, PAID, refundOf(900)).leadsTo(confirm(900), HALF);
            given(PLACED, PAID, refundOf(900), HALF, requested(100, false))
                    .leadsTo(
                            new ConfirmRefund(ORDER, OTHER, euros(100)),
                            new OrderRefunded(ORDER, OTHER, euros(100), euros(1_000)));
        }

        @Test
        void outweighs_what_was_sent() {
            given(PLACED, PAID, refundOf(900))
                    .answers(confirm(900), it -> it.status() == OrderStatus.PARTIALLY_REFUNDED);
            given(PLACED, PAID, refundOf(1_800))
                    .answers(confirm(1_800), it -> it.status() == OrderStatus.REFUNDED);
            given(PLACED, PAID, new OrderCancelled(ORDER, Cause.BY_SHOP, null), refundOf(1_800))
                    .answers(confirm(1_800), it -> it.status() == OrderStatus.REFUNDED);
        }

        @Test
        void twice_is_once() {
            given(PLACED, PAID, refundOf(900), HALF).changesNothing(confirm(900));
        }

        @Test
        void what_had_failed_is_fine() {
            given(PLACED, PAID, refundOf(900), new RefundFailed(ORDER, REFUND, "closed"))
                    .leadsTo(confirm(900), HALF);
        }

        @Test
        void what_nobody_here_has_asked_for_is_recorded() {
            given(PLACED, PAID).leadsTo(confirm(500), refunded(500, 500));
            given(PLACED, PAID).leadsTo(confirm(9_999), refunded(9_999, 1_800));
            given(PLACED, PAID, refunded(500, 500))
                    .refuses(amount(OTHER, 1_301), new RefundTooLarge(euros(1_300)));
        }

        @Test
        void money_that_was_not_the_orders_leaves_its_sums_alone() {
            var surplus =
                    new PaymentRefused(
                            ORDER, PAYMENT, "pi_2", euros(1_800), REFUND, Why.ALREADY_PAID);
            given(PLACED, PAID, surplus).leadsTo(confirm(1_800), refunded(1_800, 0));
            given(PLACED, PAID, surplus)
                    .answers(
                            confirm(1_800),
                            it ->
                                    it.status() == OrderStatus.PAID
                                            && it.refunds().getFirst().status()
                                                    == RefundStatus.SUCCEEDED);
            given(PLACED, PAID, surplus, refunded(1_800, 0))
                    .leadsTo(amount(OTHER, 500), requested(500, false));
        }

        @Test
        void of_no_order_is_refused() {
            given().refuses(confirm(900), new OrderNotFound());
        }
    }

    @Nested
    class Rejecting {

        private static final RejectRefund REJECT = new RejectRefund(ORDER, REFUND, "closed");
        private static final RefundFailed FAILED = new RefundFailed(ORDER, REFUND, "closed");

        @Test
        void is_recorded() {
            given(PLACED, PAID, refundOf(900)).leadsTo(REJECT, FAILED);
        }

        @Test
        void leaves_the_money_to_be_given_back_again() {
            given(PLACED, PAID, refundOf(1_800), FAILED)
                    .leadsTo(amount(OTHER, 900), requested(900, false));
        }

        @Test
        void does_not_bring_the_pieces_back() {
            given(PLACED, PAID, refundOf(333, returned(MUG, 1)), FAILED)
                    .refuses(lines(true, returned(MUG, 3)), new LineNotInOrder(MUG));
        }

        @Test
        void twice_or_too_late_or_of_what_is_unknown_changes_nothing() {
            given(PLACED, PAID, refundOf(900), FAILED).changesNothing(REJECT);
            given(PLACED, PAID, refundOf(900), HALF).changesNothing(REJECT);
            given(PLACED, PAID).changesNothing(REJECT);
        }

        @Test
        void of_no_order_is_refused() {
            given().refuses(REJECT, new OrderNotFound());
        }
    }
}
