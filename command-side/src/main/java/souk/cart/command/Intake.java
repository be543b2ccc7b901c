package souk.cart.command;

import org.jspecify.annotations.Nullable;

import souk.cart.CartEvent.GuestCartTakenOver;
import souk.cart.CartEvent.GuestCartTakenOver.TakenItem;
import souk.cart.CartId;
import souk.cart.CartNote;
import souk.cart.CartNote.Reason;
import souk.catalog.command.Offer;
import souk.kernel.Money;
import souk.kernel.Quantity;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** Finds out how much of a guest's cart has room in that of the account. */
class Intake {

    private final Contents contents;
    private final Assortment assortment;
    private final List<TakenItem> taken = new ArrayList<>();
    private final List<CartNote> left = new ArrayList<>();
    private @Nullable Currency currency;
    private int lines;

    Intake(Contents contents, Assortment assortment) {
        this.contents = contents;
        this.assortment = assortment;
        this.currency = contents.currency();
        this.lines = contents.size();
    }

    GuestCartTakenOver of(CartId cart, CartId guestCart, List<Held> guests) {
        guests.forEach(this::take);
        return new GuestCartTakenOver(cart, guestCart, taken, left);
    }

    private void take(Held line) {
        Offer offer = assortment.find(line.sku()).orElse(null);
        if (offer == null) {
            leave(line, line.quantity(), Reason.NOT_FOR_SALE);
        } else if (currency != null && !currency.equals(offer.price().currency())) {
            leave(line, line.quantity(), Reason.MIXED_CURRENCIES);
        } else if (!contents.holds(line.sku()) && lines == Cart.MAX_LINES) {
            leave(line, line.quantity(), Reason.CART_FULL);
        } else {
            take(line, offer.price());
        }
    }

    private void take(Held line, Money price) {
        int there = contents.quantity(line.sku());
        int available = assortment.available(line.sku());
        int most = Math.min(Quantity.MAX, available);
        int fits = Math.clamp((long) most - there, 0, line.quantity());
        if (fits > 0) {
            // the price that the guest has seen, so that he is told of a change
            Money seen = line.unitPrice() == null ? price : line.unitPrice();
            taken.add(new TakenItem(line.sku(), new Quantity(fits), seen));
            currency = price.currency();
            lines += there == 0 ? 1 : 0;
        }
        if (fits < line.quantity()) {
            leave(
                    line,
                    line.quantity() - fits,
                    available < Quantity.MAX ? Reason.OUT_OF_STOCK : Reason.QUANTITY_TOO_LARGE);
        }
    }

    private void leave(Held line, int quantity, Reason reason) {
        left.add(new CartNote(line.sku(), quantity, reason));
    }
}
