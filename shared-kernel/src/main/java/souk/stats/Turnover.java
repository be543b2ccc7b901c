package souk.stats;

import souk.kernel.Money;

import java.util.Currency;

/**
 * What came and went, in one currency.
 *
 * @param gross what was paid
 * @param refunds what went back; below zero where more came back of what had been given back
 * @param revenue what was paid less what went back
 */
public record Turnover(Money gross, Money refunds, Money revenue) {

    public static Turnover of(Money gross, Money refunds) {
        return new Turnover(gross, refunds, gross.minus(refunds));
    }

    public static Turnover none(Currency currency) {
        return of(Money.zero(currency), Money.zero(currency));
    }

    public Turnover plus(Turnover other) {
        return of(gross.plus(other.gross), refunds.plus(other.refunds));
    }

    /** A half is rounded up. */
    public Money average(long orders) {
        long each = orders == 0 ? 0 : Math.floorDiv(gross.amount() * 2 + orders, orders * 2);
        return new Money(each, gross.currency());
    }
}
