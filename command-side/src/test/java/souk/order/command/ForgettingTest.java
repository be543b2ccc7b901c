package souk.order.command;

import static souk.order.command.OrderExamples.BOWL;
import static souk.order.command.OrderExamples.BOWLS_SHIPPED;
import static souk.order.command.OrderExamples.EXPIRED;
import static souk.order.command.OrderExamples.MUG;
import static souk.order.command.OrderExamples.MUGS_SHIPPED;
import static souk.order.command.OrderExamples.ORDER;
import static souk.order.command.OrderExamples.PAID;
import static souk.order.command.OrderExamples.PAID_BACK;
import static souk.order.command.OrderExamples.PAYMENT;
import static souk.order.command.OrderExamples.PI;
import static souk.order.command.OrderExamples.PLACED;
import static souk.order.command.OrderExamples.REFUND;
import static souk.order.command.OrderExamples.SHIPPED;
import static souk.order.command.OrderExamples.euros;
import static souk.order.command.OrderExamples.placedBy;
import static souk.order.command.OrderExamples.refundOf;
import static souk.order.command.OrderExamples.refunded;
import static souk.order.command.OrderExamples.returned;

import org.junit.jupiter.api.Test;

import souk.account.AccountId;
import souk.cart.CartOwner;
import souk.order.Address;
import souk.order.OrderCommand.EraseBuyer;
import souk.order.OrderCommand.ForgetGuest;
import souk.order.OrderCommand.GiveAddress;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderEvent.BuyerErased;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderCancelled.Cause;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderEvent.PiecesTakenBack;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderRejection.BuyerForgotten;
import souk.order.OrderRejection.BuyerHasAccount;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderRejection.OrderNotInState;
import souk.order.OrderStatus;
import souk.order.Returned;
import souk.payment.RefundId;

import java.util.List;

/** Orders whose buyer is forgotten: a guest by himself, an account with all it has. */
class ForgettingTest {

    private static final AccountId MIA = new AccountId("acc_01hzy00000000000000000000a");
    private static final OrderPlaced PLACED_BY_MIA = placedBy(MIA, ORDER);
    private static final String LEFT_SHOP = "The buyer has left";
    private static final EraseBuyer GUEST = new EraseBuyer(ORDER, false);
    private static final EraseBuyer LEFT = new EraseBuyer(ORDER, true);
    private static final BuyerErased ERASED = new BuyerErased(ORDER);

    @Test
    void a_guest_is_forgotten_once_his_order_is_over() {
        OrderStage.given(PLACED, EXPIRED).leadsTo(GUEST, ERASED);
        OrderStage.given(PLACED, EXPIRED)
                .answers(
                        GUEST,
                        it ->
                                it.email() == null
                                        && it.phone() == null
                                        && it.shippingAddress() == null
                                        && it.timeline().getLast().status().equals("BUYER_ERASED"));
    }

    @Test
    void not_while_he_waits_for_something() {
        OrderStage.given(PLACED).refuses(GUEST, new OrderNotInState(OrderStatus.PLACED));
        OrderStage.given(PLACED, PAID).refuses(GUEST, new OrderNotInState(OrderStatus.PAID));
        OrderStage.given(PLACED, PAID, MUGS_SHIPPED)
                .refuses(GUEST, new OrderNotInState(OrderStatus.PAID));
    }

    @Test
    void who_has_an_account_is_forgotten_with_that() {
        OrderStage.given(PLACED_BY_MIA, EXPIRED).refuses(GUEST, new BuyerHasAccount(MIA));
        OrderStage.given(PLACED_BY_MIA, EXPIRED).leadsTo(LEFT, ERASED);
    }

    @Test
    void what_is_not_paid_is_cancelled_before_he_is_forgotten() {
        OrderStage.given(PLACED_BY_MIA)
                .leadsTo(LEFT, new OrderCancelled(ORDER, Cause.BY_SHOP, LEFT_SHOP), ERASED)
                .andStockIsTold("release [MUG, BOWL]");
    }

    @Test
    void what_is_paid_is_paid_back_whatever_was_before() {
        RefundId refund = DerivedIds.refundOf(ORDER);
        OrderStage.given(PLACED_BY_MIA, PAID, refundOf(300), refunded(REFUND, 300, 300, 300))
                .leadsTo(
                        LEFT,
                        new OrderCancelled(ORDER, Cause.BY_SHOP, LEFT_SHOP),
                        paidBack(refund, 1_500, returned(MUG, 3), returned(BOWL, 1)),
                        ERASED)
                .andStockIsTold("give back " + refund + " {BOWL=1, MUG=3}");
    }

    @Test
    void what_is_on_its_way_arrives_and_the_rest_is_paid_back_with_its_shipping() {
        RefundId refund = DerivedIds.unsentRefundOf(ORDER);
        OrderStage.given(PLACED_BY_MIA, PAID, MUGS_SHIPPED)
                .leadsTo(LEFT, paidBack(refund, 700, returned(BOWL, 1)), SHIPPED, ERASED)
                .andStockIsTold("give back " + refund + " {BOWL=1}");
        OrderStage.given(PLACED_BY_MIA, PAID, BOWLS_SHIPPED, refundOf(1_600))
                .leadsTo(LEFT, paidBack(refund, 200, returned(MUG, 3)), SHIPPED, ERASED);
        OrderStage.given(PLACED_BY_MIA, PAID, BOWLS_SHIPPED, refundOf(333, returned(MUG, 1)))
                .leadsTo(LEFT, paidBack(refund, 767, returned(MUG, 2)), SHIPPED, ERASED);
    }

    @Test
    void shipping_is_paid_back_with_its_tax() {
        OrderPlaced taxed = OrderExamples.withTaxOnShipping(PLACED_BY_MIA, 20);
        OrderStage.given(taxed, PAID, BOWLS_SHIPPED, refundOf(333, returned(MUG, 1)))
                .leadsTo(
                        LEFT,
                        paidBack(DerivedIds.unsentRefundOf(ORDER), 787, returned(MUG, 2)),
                        SHIPPED,
                        ERASED);
    }

    @Test
    void what_is_less_than_can_be_paid_back_stays() {
        RefundId refund = DerivedIds.unsentRefundOf(ORDER);
        OrderStage.inCoinsOf(40, PLACED_BY_MIA, PAID, MUGS_SHIPPED)
                .leadsTo(LEFT, paidBack(refund, 680, returned(BOWL, 1)), SHIPPED, ERASED);
    }

    @Test
    void what_is_paid_back_and_was_not_sent_comes_back_without_money() {
        OrderStage.given(PLACED_BY_MIA, PAID, PAID_BACK)
                .leadsTo(
                        LEFT,
                        new OrderCancelled(ORDER, Cause.BY_SHOP, LEFT_SHOP),
                        takenBack(returned(MUG, 3), returned(BOWL, 1)),
                        ERASED)
                .andStockIsTold("give back " + ORDER + " {BOWL=1, MUG=3}");
        OrderStage.given(PLACED_BY_MIA, PAID, MUGS_SHIPPED, PAID_BACK)
                .leadsTo(LEFT, takenBack(returned(BOWL, 1)), SHIPPED, ERASED)
                .andStockIsTold("give back " + ORDER + " {BOWL=1}");
        OrderStage.given(PLACED_BY_MIA, PAID, MUGS_SHIPPED, refundOf(1_800))
                .leadsTo(LEFT, takenBack(returned(BOWL, 1)), SHIPPED, ERASED)
                .andStockIsTold("give back " + ORDER + " {BOWL=1}");
    }

    private static PiecesTakenBack takenBack(Returned... lines) {
        return new PiecesTakenBack(ORDER, List.of(lines), LEFT_SHOP);
    }

    @Test
    void nothing_is_taken_or_paid_back_twice() {
        OrderStage.given(PLACED_BY_MIA, PAID, MUGS_SHIPPED, ERASED).changesNothing(LEFT);
        Returned[] all = {returned(MUG, 3), returned(BOWL, 1)};
        OrderStage.given(PLACED_BY_MIA, PAID, refundOf(1_800, all), PAID_BACK)
                .leadsTo(LEFT, ERASED)
                .andStockIsTold();
    }

    @Test
    void only_guests_have_a_key_for_each_order() {
        OrderStage.given(PLACED, EXPIRED, ERASED)
                .leadsTo(new ForgetGuest(ORDER))
                .andStockIsTold("key of " + ORDER);
        OrderStage.given(PLACED_BY_MIA, EXPIRED, ERASED).changesNothing(new ForgetGuest(ORDER));
    }

    private static RefundRequested paidBack(RefundId refund, long cents, Returned... lines) {
        return new RefundRequested(
                ORDER, refund, PAYMENT, PI, euros(cents), List.of(lines), LEFT_SHOP, true);
    }

    @Test
    void twice_is_once() {
        OrderStage.given(PLACED, EXPIRED, ERASED).changesNothing(GUEST);
    }

    @Test
    void what_is_not_there_is_nobodys() {
        OrderStage.given().refuses(GUEST, new OrderNotFound());
    }

    @Test
    void nothing_is_sent_to_him_any_more() {
        OrderStage.given(PLACED_BY_MIA, PAID, ERASED)
                .refuses(new ShipOrder(ORDER, null, null, null), new BuyerForgotten());
        OrderStage.given(PLACED_BY_MIA, PAID, ERASED)
                .refuses(
                        new GiveAddress(
                                ORDER,
                                CartOwner.account(MIA),
                                new Address("Mia", "1 rue", null, "Tunis", null, "1000", "TN"),
                                null),
                        new BuyerForgotten());
    }
}
