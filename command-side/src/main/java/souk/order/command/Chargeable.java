package souk.order.command;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.order.OrderRejection.TotalNotPayable;
import souk.payment.command.Charges;
import souk.payment.command.Payments;

import java.util.Currency;

/**
 * What somebody can be charged with at once: coins, neither too few nor too many. An order of
 * another total would keep goods from others, and nobody could ever pay it.
 */
record Chargeable(Coin coin, Money least, Money most) {

    static Chargeable in(Currency currency, Payments payments) {
        Charges charges = payments.charges(currency);
        return new Chargeable(
                new Coin(charges.smallest()),
                new Money(charges.least(), currency),
                new Money(charges.most(), currency));
    }

    void mustBePayable(Money total) {
        mustBeEnough(total);
        mustNotBeTooMuch(total);
        if (!coin.pays(total)) {
            throw refused(total);
        }
    }

    void mustBeEnough(Money total) {
        if (total.amount() < least.amount()) {
            throw refused(total);
        }
    }

    void mustNotBeTooMuch(Money total) {
        if (total.amount() > most.amount()) {
            throw refused(total);
        }
    }

    private Rejected refused(Money total) {
        return new Rejected(new TotalNotPayable(total, coin.in(total.currency()), least, most));
    }
}
