package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static souk.order.command.OrderExamples.*;
import static souk.order.command.OrderStage.given;
import static souk.order.command.OrderStage.inCoinsOf;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.kernel.InvalidValue;
import souk.order.OrderCommand.ConfirmPayment;
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
import souk.order.OrderRejection.RefundNotPayable;
import souk.order.OrderRejection.RefundNotYetKnown;
import souk.order.OrderRejection.RefundTooLarge;
import souk.order.OrderStatus;
import souk.order.Returned;
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;

import java.util.List;

/** What goes back to the buyer: never more than he has paid. */
class RefundTest {

    private static final OrderRefunded HALF = refunded(REFUND, 900, 900, 5);

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
            given(PLACED, PAID, refundOf(1_000), refunded(REFUND, 1_000, 1_000, 5))
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
        void for_what_can_not_be_given_back_is_refused() {
            var refused = new RefundNotPayable(euros(10));
            inCoinsOf(10, PLACED, PAID).refuses(amount(OTHER, 505), refused);
            inCoinsOf(10, PLACED, PAID).leadsTo(amount(OTHER, 500), requested(500, false));
            inCoinsOf(10, PLACED, PAID)
                    .refuses(amount(OTHER, 1_805), new RefundTooLarge(euros(1_800)));
            inCoinsOf(7, PLACED, PAID)
                    .leadsTo(
                            all(false),
                            requested(1_800, false, returned(MUG, 3), returned(BOWL, 1)));
            inCoinsOf(600, PLACED, PAID)
                    .refuses(lines(false, returned(BOWL, 1)), new RefundNotPayable(euros(600)));
        }

        @Test
        void for_lines_gives_what_can_be_given_back_and_all_of_it_with_the_last() {
            inCoinsOf(10, PLACED, PAID)
                    .leadsTo(
                            lines(false, returned(MUG, 1)),
                            requested(330, false, returned(MUG, 1)));
            inCoinsOf(10, PLACED, PAID, refundOf(330, returned(MUG, 1)))
                    .leadsTo(
                            lines(false, returned(MUG, 1)),
                            requested(330, false, returned(MUG, 1)));
            inCoinsOf(10, PLACED, PAID, refundOf(660, returned(MUG, 2)))
                    .leadsTo(
                            lines(false, returned(MUG, 1)),
                            requested(340, false, returned(MUG, 1)));
        }

        @Test
        void for_lines_whose_price_can_not_be_paid_leaves_less_than_a_coin() {
            inCoinsOf(40, PLACED, PAID)
                    .leadsTo(
                            lines(false, returned(BOWL, 1)),
                            requested(480, false, returned(BOWL, 1)));
            inCoinsOf(40, PLACED, PAID, refundOf(480, returned(BOWL, 1)))
                    .leadsTo(all(false), requested(1_320, false, returned(MUG, 3)));
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
            given(PLACED, PAID, refundOf(1_800), refunded(REFUND, 1_800, 1_800, 5))
                    .refuses(all(true), new OrderNotInState(OrderStatus.REFUNDED));
        }

        @Test
        void of_a_cancelled_order_moves_money_only() {
            Object[] cancelled = {
                PLACED, PAID, new OrderCancelled(ORDER, Cause.BY_SHOP, null), refundOf(1_800)
            };
            given(cancelled).refuses(all(true), new RefundTooLarge(euros(0)));

            Object[] failed = {
                PLACED,
                PAID,
                new OrderCancelled(ORDER, Cause.BY_SHOP, null),
                refundOf(1_800),
                failed(REFUND, 0, 5)
            };
            given(failed).leadsTo(all(true), requested(1_800, false)).andStockIsTold();
            given(failed).leadsTo(amount(OTHER, 500), requested(500, false)).andStockIsTold();
            given(failed)
                    .refuses(
                            lines(true, returned(MUG, 1)),
                            new OrderNotInState(OrderStatus.CANCELLED));
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
            return confirm(PI, cents, 5);
        }

        private static ConfirmRefund confirm(String transaction, long cents, long asOf) {
            return new ConfirmRefund(ORDER, REFUND, transaction, euros(cents), asOf);
        }

        @Test
        void tells_what_is_back_by_now() {
            given(PLACED, PAID, refundOf(900)).leadsTo(confirm(900), HALF);
            given(PLACED, PAID, refundOf(900), HALF, requested(100, false))
                    .leadsTo(
                            new ConfirmRefund(ORDER, OTHER, PI, euros(100), 7),
                            refunded(OTHER, 100, 1_000, 7));
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
            given(PLACED, PAID, refundOf(900), failed(REFUND, 0, 3)).leadsTo(confirm(900), HALF);
        }

        @Test
        void what_nobody_here_has_asked_for_is_recorded() {
            given(PLACED, PAID).leadsTo(confirm(500), refunded(REFUND, 500, 500, 5));
            given(PLACED, PAID).leadsTo(confirm(9_999), refunded(REFUND, 9_999, 1_800, 5));
            given(PLACED, PAID, refunded(REFUND, 500, 500, 5))
                    .refuses(amount(OTHER, 1_301), new RefundTooLarge(euros(1_300)));
        }

        @Test
        void money_that_was_not_the_orders_leaves_its_sums_alone() {
            var surplus =
                    new PaymentRefused(
                            ORDER, PAYMENT, "pi_2", euros(1_800), REFUND, Why.ALREADY_PAID);
            ConfirmRefund confirm = confirm("pi_2", 1_800, 5);
            var back = new OrderRefunded(ORDER, REFUND, "pi_2", euros(1_800), euros(0), 5);
            given(PLACED, PAID, surplus).leadsTo(confirm, back);
            given(PLACED, PAID, surplus)
                    .answers(
                            confirm,
                            it ->
                                    it.status() == OrderStatus.PAID
                                            && it.refunds().getFirst().status()
                                                    == RefundStatus.SUCCEEDED);
            given(PLACED, PAID, surplus, back).leadsTo(amount(OTHER, 500), requested(500, false));
        }

        @Test
        void money_of_another_payment_leaves_its_sums_alone_even_if_nobody_here_has_asked() {
            given(PLACED, PAID)
                    .leadsTo(
                            confirm("pi_2", 1_800, 0),
                            new OrderRefunded(ORDER, REFUND, "pi_2", euros(1_800), euros(0), 0));
        }

        @Test
        void before_the_payment_counts_once_that_is_known() {
            var early = new OrderRefunded(ORDER, REFUND, PI, euros(500), euros(0), 0);
            given(PLACED).leadsTo(confirm(PI, 500, 0), early);
            given(PLACED, early)
                    .leadsTo(
                            new ConfirmPayment(ORDER, PAYMENT, PI, euros(1_800)),
                            PAID,
                            refunded(REFUND, 500, 500, 0));
        }

        @Test
        void too_late_changes_nothing() {
            given(PLACED, PAID, refundOf(900), failed(REFUND, 0, 7)).changesNothing(confirm(900));
        }

        @Test
        void again_after_it_was_taken_back_and_tried_once_more_counts_once() {
            given(PLACED, PAID, refundOf(1_800), refunded(REFUND, 1_800, 1_800, 5))
                    .leadsTo(new RejectRefund(ORDER, REFUND, "closed", 7), failed(REFUND, 0, 7));
            given(
                            PLACED,
                            PAID,
                            refundOf(1_800),
                            refunded(REFUND, 1_800, 1_800, 5),
                            failed(REFUND, 0, 7))
                    .leadsTo(confirm(PI, 1_800, 9), refunded(REFUND, 1_800, 1_800, 9));
        }

        @Test
        void of_no_order_is_refused() {
            given().refuses(confirm(900), new OrderNotFound());
        }
    }

    @Nested
    class Rejecting {

        private static final RejectRefund REJECT = reject(7);
        private static final RefundFailed FAILED = failed(REFUND, 0, 7);

        private static RejectRefund reject(long asOf) {
            return new RejectRefund(ORDER, REFUND, "closed", asOf);
        }

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
        void twice_or_too_late_changes_nothing() {
            given(PLACED, PAID, refundOf(900), FAILED).changesNothing(REJECT);
            given(PLACED, PAID, refundOf(900), HALF).changesNothing(reject(3));
        }

        @Test
        void before_it_is_known_that_there_is_one_comes_too_early() {
            given(PLACED, PAID).refuses(REJECT, new RefundNotYetKnown(REFUND));
            assertThat(new RefundNotYetKnown(REFUND).retryable()).isTrue();
        }

        @Test
        void takes_back_what_was_taken_for_given() {
            Object[] half = {PLACED, PAID, refundOf(900), HALF};
            given(half).leadsTo(REJECT, FAILED);
            given(half)
                    .answers(
                            REJECT,
                            it ->
                                    it.status() == OrderStatus.PAID
                                            && it.amounts().refunded().equals(euros(0))
                                            && it.refunds().getFirst().status()
                                                    == RefundStatus.FAILED
                                            && it.timeline()
                                                    .getLast()
                                                    .status()
                                                    .equals("REFUND_FAILED"));
        }

        @Test
        void takes_back_no_more_than_it_was() {
            given(
                            PLACED,
                            PAID,
                            refundOf(900),
                            HALF,
                            requested(900, false),
                            refunded(OTHER, 900, 1_800, 6))
                    .leadsTo(REJECT, failed(REFUND, 900, 7));
        }

        @Test
        void a_second_time_is_remembered_so_that_what_was_before_comes_too_late() {
            given(PLACED, PAID, refundOf(900), failed(REFUND, 0, 3)).leadsTo(REJECT, FAILED);
        }

        @Test
        void leaves_the_sums_alone_where_the_money_was_not_the_orders() {
            var surplus =
                    new PaymentRefused(
                            ORDER, PAYMENT, "pi_2", euros(1_800), REFUND, Why.ALREADY_PAID);
            var back = new OrderRefunded(ORDER, REFUND, "pi_2", euros(1_800), euros(0), 5);
            given(PLACED, PAID, surplus, back).leadsTo(REJECT, FAILED);
        }

        @Test
        void of_no_order_is_refused() {
            given().refuses(REJECT, new OrderNotFound());
        }
    }
}
