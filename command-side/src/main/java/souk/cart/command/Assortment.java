package souk.cart.command;

import org.springframework.stereotype.Component;

import souk.cart.CartRejection.NotForSale;
import souk.cart.CartView;
import souk.catalog.command.Offer;
import souk.catalog.command.Offers;
import souk.inventory.StockRejection.OutOfStock;
import souk.inventory.command.StockLevels;
import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.kernel.Sku;

import java.util.Optional;

/** What can be bought now, and at what price. */
@Component
class Assortment {

    private final Offers offers;
    private final StockLevels stock;

    Assortment(Offers offers, StockLevels stock) {
        this.offers = offers;
        this.stock = stock;
    }

    Money mustSell(Sku sku) {
        return find(sku).map(Offer::price).orElseThrow(() -> new Rejected(new NotForSale(sku)));
    }

    /** Only a look: who checks out reserves. */
    void mustHave(Sku sku, int quantity) {
        if (quantity > stock.available(sku)) {
            int available = stock.availableNow(sku);
            if (quantity > available) {
                throw new Rejected(OutOfStock.of(sku, available));
            }
        }
    }

    Optional<Offer> find(Sku sku) {
        return offers.find(sku).filter(Offer::forSale);
    }

    int available(Sku sku) {
        return stock.availableNow(sku);
    }

    CartView.Line show(Held line) {
        return offers.find(line.sku())
                .map(offer -> show(line, offer))
                .orElseGet(
                        () ->
                                new CartView.Line(
                                        line.sku(),
                                        null,
                                        null,
                                        line.quantity(),
                                        line.unitPrice(),
                                        null,
                                        null,
                                        false));
    }

    private CartView.Line show(Held line, Offer offer) {
        return new CartView.Line(
                line.sku(),
                offer.product(),
                offer.title(),
                line.quantity(),
                line.unitPrice(),
                offer.price(),
                offer.price().times(line.quantity()),
                offer.forSale() && stock.available(line.sku()) >= line.quantity());
    }
}
