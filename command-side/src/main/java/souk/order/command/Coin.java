package souk.order.command;

import souk.kernel.Allocation;
import souk.kernel.Money;
import souk.payment.command.Payments;

import java.util.Currency;
import java.util.List;

/**
 * The smallest amount that can be paid or given back. What is reckoned in coins is so many whole
 * ones, since nothing else can be charged.
 *
 * @param units what it is worth in minor units of its currency
 */
record Coin(long units) {

    static final Coin UNIT = new Coin(1);

    static Coin of(Currency currency, Payments payments) {
        return new Coin(payments.charges(currency).smallest());
    }

    Money in(Currency currency) {
        return new Money(units, currency);
    }

    boolean pays(Money amount) {
        return amount.amount() % units == 0;
    }

    long roundedDown(long amount) {
        return amount - amount % units;
    }

    /** Amount by numerator over denominator, half a coin rounded up. */
    long halfUp(long amount, long numerator, long denominator) {
        long coins = Allocation.halfUp(amount, numerator, Math.multiplyExact(denominator, units));
        return Math.multiplyExact(coins, units);
    }

    /** An amount that can be paid, in parts that can be paid and add up to it. */
    List<Long> shares(long amount, List<Long> weights) {
        return Allocation.of(amount / units, weights).stream().map(it -> it * units).toList();
    }

    /** What the pieces from one on, up to another, have of an amount: the last have the rest. */
    long slice(long amount, int from, int to, int pieces) {
        return first(amount, to, pieces) - first(amount, from, pieces);
    }

    private long first(long amount, int count, int pieces) {
        return count == pieces ? amount : roundedDown(Allocation.slice(amount, 0, count, pieces));
    }
}
