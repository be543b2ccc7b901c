package souk.order.query;

import jakarta.persistence.Embeddable;

import org.jspecify.annotations.Nullable;

import souk.order.Address;

/** An address, in columns of its own. */
@Embeddable
record Destination(
        String recipient,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String region,
        String postalCode,
        String country) {

    static Destination of(Address address) {
        return new Destination(
                address.name(),
                address.line1(),
                address.line2(),
                address.city(),
                address.region(),
                address.postalCode(),
                address.country());
    }

    Address address() {
        return new Address(recipient, line1, line2, city, region, postalCode, country);
    }
}
