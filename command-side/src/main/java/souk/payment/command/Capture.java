package souk.payment.command;

import souk.kernel.Money;
import souk.payment.PaymentEvent.MoneyCaptured;

/**
 * Money of a buyer that has come in.
 *
 * @param elsewhere what somebody gave back of it without asking us
 */
record Capture(String transaction, Money amount, Money elsewhere) implements Keyed {

    static Capture of(MoneyCaptured captured) {
        Money amount = captured.amount();
        return new Capture(captured.transaction(), amount, Money.zero(amount.currency()));
    }

    Capture less(Money more) {
        return new Capture(transaction, amount, elsewhere.plus(more));
    }

    @Override
    public Object key() {
        return transaction;
    }
}
