package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static souk.order.command.Bazaar.EMAIL;
import static souk.order.command.Bazaar.KWD;
import static souk.order.command.Bazaar.TUNIS;
import static souk.order.command.Bazaar.dinars;
import static souk.order.command.Bazaar.newId;
import static souk.order.command.Bazaar.pounds;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountId;
import souk.cart.CartOwner;
import souk.catalog.ProductId;
import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.ConfirmPayment;
import souk.order.OrderCommand.GiveAddress;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderId;
import souk.order.OrderNumberEvent.OrderNumberTaken;
import souk.order.OrderRejection.AddressMissing;
import souk.order.OrderRejection.TotalNotPayable;
import souk.order.OrderStatus;
import souk.order.OrderView;
import souk.order.Returned;
import souk.order.command.Orders.Sale;
import souk.payment.PaymentId;
import souk.payment.RefundId;
import souk.seller.SellerId;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Orders for what was sold otherwise than from a cart. */
@OrderNode
class SoldLotsTest {

    @Autowired Bazaar bazaar;
    @Autowired Orders orders;

    private final AccountId winner = new AccountId(newId(AccountId.PREFIX));
    private OrderId id;
    private SellerId atlas;
    private Sku mug;
    private Sale sale;

    @BeforeEach
    void sell() {
        sellFor(dinars(10_000));
    }

    private void sellFor(Money price) {
        id = new OrderId(newId(OrderId.PREFIX));
        atlas = bazaar.seller();
        mug = bazaar.on(atlas, dinars(19_900), 3);
        sale =
                new Sale(
                        id,
                        winner,
                        EMAIL,
                        atlas,
                        "Atlas",
                        mug,
                        new ProductId(newId(ProductId.PREFIX)),
                        "Three mugs",
                        new Quantity(3),
                        price,
                        bazaar.clock().instant().plus(Duration.ofHours(48)),
                        "a token");
        var unit = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("sell"));
        orders.place(sale);
        unit.commit();
    }

    private OrderPlaced placed() {
        return (OrderPlaced) bazaar.historyOf(id.value()).getFirst();
    }

    private void pay() {
        bazaar.order(new ConfirmPayment(id, PaymentId.of(id.value()), "money", dinars(10_000)));
    }

    @Test
    void cost_what_was_agreed_tax_and_shipping_included() {
        OrderPlaced order = placed();

        assertThat(order.amounts().total()).isEqualTo(dinars(10_000));
        assertThat(order.amounts().shipping()).isEqualTo(dinars(0));
        assertThat(order.amounts().tax()).isEqualTo(dinars(0));
        assertThat(order.amounts().taxIncluded()).isTrue();
        assertThat(order.lines())
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.unitPrice()).isEqualTo(dinars(3_333));
                            assertThat(line.total()).isEqualTo(dinars(10_000));
                        });
        assertThat(order.consignments())
                .singleElement()
                .satisfies(
                        sent -> {
                            assertThat(sent.seller()).isEqualTo(atlas);
                            assertThat(sent.amounts()).isEqualTo(order.amounts());
                        });
    }

    @Test
    void cost_the_most_that_can_be_paid_of_a_price() {
        assertThat(orders.payable(new Money(7, KWD))).isEqualTo(new Money(7, KWD));
        sellFor(orders.payable(new Money(10_007, KWD)));

        OrderPlaced order = placed();
        assertThat(order.amounts().total()).isEqualTo(new Money(10_000, KWD));
        assertThat(order.lines().getFirst().total()).isEqualTo(new Money(10_000, KWD));
    }

    @Test
    void cost_what_can_be_paid() {
        orders.mustBePayable(pounds(30));
        orders.mustBePayable(pounds(99_999_999));
        orders.mustNotBeTooMuch(pounds(29));
        for (Money price : List.of(pounds(29), pounds(100_000_000))) {
            assertThatExceptionOfType(Rejected.class)
                    .isThrownBy(() -> orders.mustBePayable(price))
                    .extracting(Rejected::rejection)
                    .isEqualTo(
                            new TotalNotPayable(price, pounds(1), pounds(30), pounds(99_999_999)));
        }
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> orders.mustNotBeTooMuch(pounds(100_000_000)));
    }

    @Test
    void are_let_off_what_is_no_coin_but_not_below_the_least() {
        orders.mustBePayable(new Money(19, KWD));
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> orders.mustBePayable(new Money(9, KWD)));
    }

    @Test
    void hold_the_tax_that_applies_where_no_other_does() {
        for (boolean included : new boolean[] {true, false}) {
            var tax = new Tax(new TaxSettings(included, true, new BigDecimal("19"), List.of()));
            assertThat(tax.within(10_000)).isEqualTo(1_597); // 19 of 119 parts
        }
    }

    @Test
    void are_of_the_account_and_to_be_sent_nobody_knows_where() {
        OrderPlaced order = placed();

        assertThat(order.buyer()).isEqualTo(CartOwner.account(winner));
        assertThat(order.email()).isEqualTo(Personal.of(winner.value(), EMAIL));
        assertThat(order.cartId()).isNull();
        assertThat(order.shippingAddress()).isNull();
        assertThat(order.payUntil()).isEqualTo(sale.payUntil());
        assertThat(bazaar.historyOf(OrderNumbers.stream(order.number())))
                .containsExactly(new OrderNumberTaken(order.number(), id));
    }

    @Test
    void leave_the_stock_to_whoever_has_sold_it() {
        assertThat(bazaar.shelf(mug).reserved()).isEmpty();
        pay();
        assertThat(bazaar.shelf(mug).onHand()).isEqualTo(3);
    }

    @Test
    void are_sent_once_there_is_an_address() {
        pay();
        var ship = new ShipOrder(id, atlas, null, null);
        assertThat(bazaar.refusalOf(ship)).isEqualTo(new AddressMissing());

        bazaar.order(new GiveAddress(id, CartOwner.account(winner), TUNIS, null));
        OrderView sent = bazaar.order(ship);

        assertThat(sent.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(sent.shippingAddress()).isEqualTo(TUNIS);
    }

    @Test
    void are_cancelled_without_stock() {
        bazaar.order(new CancelOrder(id, CartOwner.account(winner), null));

        assertThat(bazaar.shelf(mug).onHand()).isEqualTo(3);
        assertThat(bazaar.shelf(mug).reserved()).isEmpty();
    }

    @Test
    void are_given_back_piece_by_piece_to_the_last_unit() {
        pay();
        for (long expected : new long[] {3_333, 3_333, 3_334}) {
            OrderView order =
                    bazaar.order(
                            new RefundOrder(
                                    id,
                                    new RefundId(newId(RefundId.PREFIX)),
                                    null,
                                    List.of(new Returned(mug, new Quantity(1))),
                                    "broken",
                                    false));
            assertThat(order.refunds().getLast().amount()).isEqualTo(dinars(expected));
        }
    }
}
