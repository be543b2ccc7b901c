package souk.order.command;

import static souk.order.command.OrderExamples.ATLAS;
import static souk.order.command.OrderExamples.BUYER;
import static souk.order.command.OrderExamples.EXPIRED;
import static souk.order.command.OrderExamples.MUGS;
import static souk.order.command.OrderExamples.MUGS_SHIPPED;
import static souk.order.command.OrderExamples.ORDER;
import static souk.order.command.OrderExamples.PAID;
import static souk.order.command.OrderExamples.PLACED;
import static souk.order.command.OrderExamples.SOLD;
import static souk.order.command.OrderExamples.THIEF;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import souk.kernel.CommonRejection.VersionMismatch;
import souk.kernel.Personal;
import souk.order.Address;
import souk.order.OrderCommand.GiveAddress;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderEvent.AddressGiven;
import souk.order.OrderEvent.ConsignmentShipped;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderRejection.AddressMissing;
import souk.order.OrderRejection.BuyerForgotten;
import souk.order.OrderRejection.CountryFixed;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderRejection.OrderNotInState;
import souk.order.OrderStatus;
import souk.order.OrderView;
import souk.order.PhoneNumber;

import java.util.List;

/** Giving an address: for the first time, or to correct it. */
class AddressTest {

    private static final PhoneNumber PHONE = new PhoneNumber("+216 74 000 000");

    private static Address in(String city, String country) {
        return new Address("Leïla", "1 rue", null, city, null, "1000", country);
    }

    private static GiveAddress to(Address address, @Nullable PhoneNumber phone) {
        return new GiveAddress(ORDER, BUYER, address, phone);
    }

    private static AddressGiven given(Address address, @Nullable PhoneNumber phone) {
        return new AddressGiven(
                ORDER,
                Personal.of(ORDER.value(), address),
                phone == null ? null : Personal.of(ORDER.value(), phone));
    }

    @Test
    void sends_it_there() {
        OrderStage.given(SOLD)
                .leadsTo(to(in("Sfax", "FR"), null), given(in("Sfax", "FR"), null))
                .andStockIsTold();
        OrderStage.given(SOLD, PAID)
                .answers(
                        to(in("Sfax", "FR"), PHONE),
                        it ->
                                in("Sfax", "FR").equals(it.shippingAddress())
                                        && PHONE.equals(it.phone())
                                        && it.timeline()
                                                .getLast()
                                                .status()
                                                .equals("ADDRESS_GIVEN"));
    }

    @Test
    void corrects_the_one_that_was_given() {
        OrderStage.given(PLACED)
                .leadsTo(to(in("Sfax", "TN"), PHONE), given(in("Sfax", "TN"), PHONE));
        OrderStage.given(PLACED, PAID)
                .leadsTo(to(in("Tunis", "TN"), PHONE), given(in("Tunis", "TN"), PHONE));
        OrderStage.given(SOLD, given(in("Sfax", "FR"), PHONE))
                .leadsTo(to(in("Sfax", "TN"), null), given(in("Sfax", "TN"), null));
    }

    @Test
    void leaves_the_telephone_that_was_given() {
        OrderStage.given(SOLD, given(in("Sfax", "FR"), PHONE))
                .answers(to(in("Tunis", "FR"), null), it -> PHONE.equals(it.phone()));
    }

    @Test
    void is_a_moment_of_the_order_once_however_often_it_changes() {
        AddressGiven one = given(in("Sfax", "FR"), null);
        AddressGiven other = given(in("Tunis", "FR"), null);
        OrderStage.given(SOLD, one, other, PAID, one, other)
                .answers(
                        to(in("Sfax", "FR"), null),
                        it ->
                                it.timeline().stream()
                                        .map(OrderView.Moment::status)
                                        .toList()
                                        .equals(List.of("PLACED", "PAID", "ADDRESS_GIVEN")));
    }

    @Test
    void of_who_is_forgotten_is_refused() {
        OrderStage.given(forgotten(SOLD)).refuses(to(in("Sfax", "FR"), null), new BuyerForgotten());
    }

    private static OrderPlaced forgotten(OrderPlaced order) {
        return new OrderPlaced(
                order.orderId(),
                order.number(),
                order.cartId(),
                order.buyer(),
                new Personal.Erased<>(order.email().subject()),
                null,
                null,
                order.trackingToken(),
                order.shippingMethod(),
                order.lines(),
                order.consignments(),
                order.amounts(),
                order.payUntil());
    }

    @Test
    void twice_is_once() {
        OrderStage.given(PLACED).changesNothing(to(in("Tunis", "TN"), null));
        OrderStage.given(SOLD, given(in("Sfax", "FR"), PHONE))
                .changesNothing(to(in("Sfax", "FR"), PHONE));
    }

    @Test
    void in_another_country_than_the_price_is_for_is_refused() {
        OrderStage.given(PLACED).refuses(to(in("Sfax", "FR"), null), new CountryFixed("TN"));
    }

    @Test
    void of_what_is_on_its_way_or_off_is_refused() {
        OrderStage.given(PLACED, PAID, MUGS_SHIPPED)
                .refuses(to(in("Sfax", "TN"), null), new OrderNotInState(OrderStatus.PAID));
        OrderStage.given(PLACED, EXPIRED)
                .refuses(to(in("Sfax", "TN"), null), new OrderNotInState(OrderStatus.CANCELLED));
    }

    @Test
    void of_another_version_than_was_seen_is_refused() {
        OrderStage.given(PLACED).refuses(to(in("Sfax", "TN"), null), 1, new VersionMismatch(0));
    }

    @Test
    void of_somebody_elses_or_none_is_refused() {
        OrderStage.given(PLACED)
                .refuses(
                        new GiveAddress(ORDER, THIEF, in("Sfax", "TN"), null), new OrderNotFound());
        OrderStage.given().refuses(to(in("Sfax", "TN"), null), new OrderNotFound());
    }

    @Test
    void must_come_before_shipping() {
        var ship = new ShipOrder(ORDER, ATLAS, null, null);
        OrderStage.given(SOLD, PAID).refuses(ship, new AddressMissing());
        OrderStage.given(SOLD, PAID)
                .refuses(new ShipOrder(ORDER, null, null, null), new AddressMissing());
        OrderStage.given(SOLD, PAID, given(in("Sfax", "FR"), null))
                .leadsTo(ship, new ConsignmentShipped(ORDER, MUGS, null, null));
    }
}
