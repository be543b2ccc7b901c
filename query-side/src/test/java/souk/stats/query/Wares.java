package souk.stats.query;

import souk.account.EmailAddress;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.catalog.ProductId;
import souk.kernel.Ids;
import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.Address;
import souk.order.Amounts;
import souk.order.Consignment;
import souk.order.ConsignmentId;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderId;
import souk.order.OrderLine;
import souk.order.OrderNumber;
import souk.seller.SellerId;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;

/** Orders to look at: their parts always add up. */
final class Wares {

    private static final Address ADDRESS =
            new Address("Mia", "Rue 1", null, "Tunis", null, "1000", "TN");

    /** What one seller sends for an order, and what that costs besides its lines. */
    record Parcel(
            SellerId seller, List<OrderLine> lines, long discount, long shipping, long onTop) {}

    private final Random chance;
    private final Currency currency;

    Wares(Random chance, Currency currency) {
        this.chance = chance;
        this.currency = currency;
    }

    String id(String prefix) {
        byte[] random = new byte[10];
        chance.nextBytes(random);
        return Ids.of(prefix, 1_790_000_000_000L, random);
    }

    Money money(long amount) {
        return new Money(amount, currency);
    }

    OrderLine line(ProductId product, SellerId seller, int quantity, long price, long tax) {
        return new OrderLine(
                new Sku("SKU-" + product.value().substring(20)),
                product,
                "The " + product,
                seller,
                new Quantity(quantity),
                money(price),
                money(price * quantity),
                money(tax));
    }

    OrderPlaced order(CartOwner buyer, boolean taxIncluded, List<Parcel> parcels) {
        List<Consignment> consignments =
                parcels.stream().map(it -> consignment(it, taxIncluded)).toList();
        List<OrderLine> lines = new ArrayList<>();
        parcels.forEach(it -> lines.addAll(it.lines()));
        var order = new OrderId(id(OrderId.PREFIX));
        String person = order.value();
        return new OrderPlaced(
                order,
                OrderNumber.of("SK", LocalDate.of(2026, 11, 21), chance.nextLong()),
                new CartId(id(CartId.PREFIX)),
                buyer,
                Personal.of(person, new EmailAddress("mia@example.org")),
                null,
                Personal.of(person, ADDRESS),
                Personal.of(person, person),
                "standard",
                lines,
                consignments,
                consignments.stream().map(Consignment::amounts).reduce(Amounts::plus).orElseThrow(),
                Instant.parse("2036-01-01T00:00:00Z"));
    }

    private Consignment consignment(Parcel parcel, boolean taxIncluded) {
        long subtotal = parcel.lines().stream().mapToLong(it -> it.total().amount()).sum();
        long lineTax = parcel.lines().stream().mapToLong(it -> it.tax().amount()).sum();
        long tax = lineTax + parcel.onTop();
        long net = subtotal - parcel.discount() + parcel.shipping();
        return new Consignment(
                new ConsignmentId(id(ConsignmentId.PREFIX)),
                parcel.seller(),
                "House " + parcel.seller().value().substring(20),
                parcel.lines().stream().map(OrderLine::sku).toList(),
                new Amounts(
                        money(subtotal),
                        money(parcel.discount()),
                        money(parcel.shipping()),
                        money(tax),
                        money(taxIncluded ? net : net + tax),
                        taxIncluded));
    }
}
