package souk.stats.query;

import souk.cart.CartOwner;
import souk.catalog.ProductId;
import souk.order.OrderEvent;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderLine;
import souk.seller.SellerId;
import souk.stats.query.Wares.Parcel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What happens among a few sellers and a few buyers, by chance. */
final class Market {

    final List<Fact> facts = new ArrayList<>();
    final List<SellerId> sellers;
    private final Random chance;
    private final Wares[] wares;
    private final List<ProductId> products;
    private final List<Deal> deals = new ArrayList<>();
    private Instant now;

    Market(Random chance, Instant begin, Currency... currencies) {
        this.chance = chance;
        this.now = begin;
        this.wares = new Wares[currencies.length];
        for (int i = 0; i < wares.length; i++) {
            wares[i] = new Wares(chance, currencies[i]);
        }
        this.sellers =
                IntStream.range(0, 3)
                        .mapToObj(_ -> new SellerId(wares[0].id(SellerId.PREFIX)))
                        .toList();
        this.products =
                IntStream.range(0, 6)
                        .mapToObj(_ -> new ProductId(wares[0].id(ProductId.PREFIX)))
                        .toList();
    }

    /** One thing after another, no further apart than so many minutes. */
    Market busy(int steps, int minutes) {
        for (int i = 0; i < steps; i++) {
            now = now.plusSeconds(60L * chance.nextInt(minutes));
            if (deals.isEmpty() || chance.nextInt(5) == 0) {
                open();
            } else {
                Deal deal = deals.get(chance.nextInt(deals.size()));
                deal.next().forEach(this::happen);
            }
        }
        return this;
    }

    private void happen(OrderEvent event) {
        facts.add(new Fact(event, now));
    }

    private void open() {
        Wares ours = wares[chance.nextInt(wares.length)];
        boolean taxIncluded = chance.nextBoolean();
        List<Parcel> parcels = new ArrayList<>();
        for (int seller = 0; seller < sellers.size(); seller++) {
            if (chance.nextBoolean() || parcels.isEmpty()) {
                parcels.add(parcel(seller, ours, taxIncluded));
            }
        }
        OrderPlaced placed =
                ours.order(CartOwner.guest("g" + chance.nextInt(5)), taxIncluded, parcels);
        deals.add(new Deal(placed, chance, ours));
        happen(placed);
    }

    private Parcel parcel(int seller, Wares ours, boolean taxIncluded) {
        List<OrderLine> lines = new ArrayList<>();
        for (int product = seller * 2; product < seller * 2 + 2; product++) {
            if (chance.nextBoolean() || lines.isEmpty()) {
                long price = chance.nextInt(10) == 0 ? 0 : 1 + chance.nextLong(2_000);
                lines.add(
                        ours.line(
                                products.get(product),
                                sellers.get(seller),
                                1 + chance.nextInt(5),
                                price,
                                chance.nextLong(300)));
            }
        }
        long subtotal = lines.stream().mapToLong(it -> it.total().amount()).sum();
        return new Parcel(
                sellers.get(seller),
                lines,
                chance.nextBoolean() ? 0 : chance.nextLong(subtotal + 1),
                1 + chance.nextLong(700),
                taxIncluded ? 0 : chance.nextLong(70));
    }
}
