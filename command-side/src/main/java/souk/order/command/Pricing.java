package souk.order.command;

import org.springframework.stereotype.Component;

import souk.catalog.command.Offer;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.order.Amounts;
import souk.order.Consignment;
import souk.order.OrderId;
import souk.order.OrderLine;
import souk.order.OrderRejection.TotalTooLarge;
import souk.seller.SellerId;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an order costs, to the coin: in prices that can be paid, it can be paid. Each consignment is
 * reckoned by itself, as if it were alone; the order is their sum. Tax is rounded once for each
 * rate of a consignment, and shared out to what it is on.
 */
@Component
class Pricing {

    private final Shipping shipping;
    private final Tax tax;

    Pricing(Shipping shipping, Tax tax) {
        this.shipping = shipping;
        this.tax = tax;
    }

    /** So many of what is offered. */
    record Wanted(Offer offer, Quantity quantity) {

        Money total() {
            return offer.price().times(quantity.value());
        }
    }

    /** All that an order needs to know about money. */
    record Priced(List<OrderLine> lines, List<Consignment> consignments, Amounts amounts) {}

    /** Where to, and how. */
    record Way(String method, String country) {}

    /**
     * @param wanted at least one, all in one currency
     * @param coin of that currency
     */
    Priced price(OrderId order, List<Wanted> wanted, Way way, Coin coin) {
        try {
            return reckon(order, wanted, way, coin);
        } catch (ArithmeticException overflow) {
            throw new Rejected(new TotalTooLarge());
        }
    }

    private Priced reckon(OrderId order, List<Wanted> wanted, Way way, Coin coin) {
        Map<SellerId, List<Wanted>> bySeller = new LinkedHashMap<>();
        for (Wanted it : wanted) {
            bySeller.computeIfAbsent(it.offer().seller(), _ -> new ArrayList<>()).add(it);
        }
        Map<Sku, OrderLine> lines = new HashMap<>();
        List<Consignment> consignments = new ArrayList<>();
        bySeller.forEach(
                (seller, theirs) -> {
                    Amounts amounts = consignment(theirs, way, coin, lines);
                    consignments.add(
                            new Consignment(
                                    DerivedIds.consignment(order, seller),
                                    seller,
                                    theirs.getFirst().offer().sellerName(),
                                    theirs.stream().map(it -> it.offer().sku()).toList(),
                                    amounts));
                });
        return new Priced(
                wanted.stream().map(it -> lines.get(it.offer().sku())).toList(),
                consignments,
                consignments.stream()
                        .map(Consignment::amounts)
                        .reduce(Amounts::plus)
                        .orElseThrow());
    }

    private Amounts consignment(
            List<Wanted> wanted, Way way, Coin coin, Map<Sku, OrderLine> lines) {
        Currency currency = wanted.getFirst().offer().price().currency();
        Money subtotal = Money.zero(currency);
        long grams = 0;
        List<Long> taxed = new ArrayList<>();
        List<Long> rates = new ArrayList<>();
        for (Wanted it : wanted) {
            subtotal = subtotal.plus(it.total());
            grams =
                    Math.addExact(
                            grams, shipping.gramsOf(it.quantity().value(), it.offer().grams()));
            taxed.add(it.total().amount());
            rates.add(tax.rateFor(way.country, it.offer().categories()));
        }
        Money sending = shipping.costOf(way.method, way.country, subtotal, grams, coin);
        taxed.add(sending.amount());
        rates.add(tax.rateForShipping(way.country));
        List<Long> taxes = taxes(taxed, rates, coin);
        for (int i = 0; i < wanted.size(); i++) {
            lines.put(
                    wanted.get(i).offer().sku(),
                    line(wanted.get(i), new Money(taxes.get(i), currency)));
        }
        Money allTax = new Money(taxes.stream().reduce(0L, Math::addExact), currency);
        Money net = subtotal.plus(sending);
        return new Amounts(
                subtotal,
                Money.zero(currency),
                sending,
                allTax,
                tax.isIncluded() ? net : net.plus(allTax),
                tax.isIncluded());
    }

    /** One for each amount: what all of one rate make together, shared out. */
    private List<Long> taxes(List<Long> amounts, List<Long> rates, Coin coin) {
        List<Long> taxes = new ArrayList<>(amounts);
        for (long rate : rates.stream().distinct().toList()) {
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < rates.size(); i++) {
                if (rates.get(i) == rate) {
                    members.add(i);
                }
            }
            List<Long> bases = members.stream().map(amounts::get).toList();
            long sum = tax.of(bases.stream().reduce(0L, Math::addExact), rate, coin);
            List<Long> shares = tax.coinFor(coin).shares(sum, bases);
            for (int i = 0; i < members.size(); i++) {
                taxes.set(members.get(i), shares.get(i));
            }
        }
        return taxes;
    }

    private static OrderLine line(Wanted wanted, Money tax) {
        Offer offer = wanted.offer();
        return new OrderLine(
                offer.sku(),
                offer.product(),
                offer.title(),
                offer.seller(),
                wanted.quantity(),
                offer.price(),
                wanted.total(),
                tax);
    }
}
