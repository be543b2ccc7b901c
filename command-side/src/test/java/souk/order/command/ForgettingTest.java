package souk.order.command;

import static souk.order.command.OrderExamples.EXPIRED;
import static souk.order.command.OrderExamples.MUGS_SHIPPED;
import static souk.order.command.OrderExamples.ORDER;
import static souk.order.command.OrderExamples.PAID;
import static souk.order.command.OrderExamples.PLACED;

import org.junit.jupiter.api.Test;

import souk.account.AccountId;
import souk.cart.CartOwner;
import souk.order.Address;
import souk.order.OrderCommand.EraseBuyer;
import souk.order.OrderCommand.GiveAddress;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderEvent.BuyerErased;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderRejection.BuyerForgotten;
import souk.order.OrderRejection.BuyerHasAccount;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderRejection.OrderNotInState;
import souk.order.OrderStatus;

/** Orders whose buyer is forgotten: a guest by himself, an account with all it has. */
class ForgettingTest {

    private static final AccountId MIA = new AccountId("acc_01hzy00000000000000000000a");
    private static final EraseBuyer GUEST = new EraseBuyer(ORDER, false);
    private static final EraseBuyer LEFT = new EraseBuyer(ORDER, true);
    private static final BuyerErased ERASED = new BuyerErased(ORDER);

    private static OrderPlaced placedByMia() {
        return new OrderPlaced(
                PLACED.orderId(),
                PLACED.number(),
                PLACED.cartId(),
                CartOwner.account(MIA),
                PLACED.email(),
                PLACED.phone(),
                PLACED.shippingAddress(),
                PLACED.trackingToken(),
                PLACED.shippingMethod(),
                PLACED.lines(),
                PLACED.consignments(),
                PLACED.amounts(),
                PLACED.payUntil());
    }

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
        OrderStage.given(placedByMia(), EXPIRED).refuses(GUEST, new BuyerHasAccount(MIA));
        OrderStage.given(placedByMia(), PAID).leadsTo(LEFT, ERASED);
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
        OrderStage.given(placedByMia(), PAID, ERASED)
                .refuses(new ShipOrder(ORDER, null, null, null), new BuyerForgotten());
        OrderStage.given(placedByMia(), PAID, ERASED)
                .refuses(
                        new GiveAddress(
                                ORDER,
                                CartOwner.account(MIA),
                                new Address("Mia", "1 rue", null, "Tunis", null, "1000", "TN"),
                                null),
                        new BuyerForgotten());
    }
}
