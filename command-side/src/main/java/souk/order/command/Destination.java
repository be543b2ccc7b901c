package souk.order.command;

import org.jspecify.annotations.Nullable;

import souk.kernel.Personal;
import souk.kernel.Rejected;
import souk.order.Address;
import souk.order.OrderCommand.GiveAddress;
import souk.order.OrderEvent.AddressGiven;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderRejection.AddressMissing;
import souk.order.OrderRejection.BuyerForgotten;
import souk.order.OrderRejection.CountryFixed;
import souk.order.PhoneNumber;

import java.util.Optional;

/** Where an order is sent to. */
final class Destination {

    private Destination() {}

    static void mustBeKnown(OrderPlaced placed) {
        if (placed.shippingAddress() == null) {
            throw new Rejected(new AddressMissing());
        }
        if (placed.shippingAddress().known().isEmpty()) {
            throw new Rejected(new BuyerForgotten());
        }
    }

    /** Nothing where it is that already. */
    static Optional<AddressGiven> after(GiveAddress command, OrderPlaced placed) {
        if (placed.email().known().isEmpty()) {
            throw new Rejected(new BuyerForgotten());
        }
        Address address = command.shippingAddress();
        PhoneNumber phone = command.phone();
        Address before = known(placed.shippingAddress());
        if (placed.cartId() != null && before != null) {
            mustStayIn(before.country(), address);
        }
        if (address.equals(before) && (phone == null || phone.equals(known(placed.phone())))) {
            return Optional.empty();
        }
        String subject = placed.email().subject();
        return Optional.of(
                new AddressGiven(
                        placed.orderId(),
                        Personal.of(subject, address),
                        phone == null ? null : Personal.of(subject, phone)));
    }

    // shipping and tax were reckoned for it
    private static void mustStayIn(String country, Address wanted) {
        if (!wanted.country().equals(country)) {
            throw new Rejected(new CountryFixed(country));
        }
    }

    private static <T> @Nullable T known(@Nullable Personal<T> personal) {
        return personal == null ? null : personal.known().orElse(null);
    }
}
