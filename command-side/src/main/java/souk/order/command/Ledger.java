package souk.order.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The money of one order: what came, what goes back, and what is not its own. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
class Ledger {

    private static final String ELSEWHERE = "refunded at the payment provider";

    /**
     * @param surplus money that the order could not take: it has no part in its sums
     */
    record Entry(Money amount, RefundStatus status, String reason, boolean surplus) {

        Entry as(RefundStatus other) {
            return new Entry(amount, other, reason, surplus);
        }
    }

    private @Nullable OrderPaid paid;
    private Money refunded;
    private Map<RefundId, Entry> refunds = new LinkedHashMap<>();
    private Set<String> refusedTransactions = new HashSet<>();

    Ledger(Money nothing) {
        this.refunded = nothing;
    }

    void enter(OrderPaid payment) {
        paid = payment;
    }

    void enter(PaymentRefused refused) {
        refusedTransactions.add(refused.transaction());
        refunds.putIfAbsent(
                refused.refundId(),
                new Entry(refused.amount(), RefundStatus.PENDING, refused.why().name(), true));
    }

    void enter(RefundRequested requested) {
        refunds.put(
                requested.refundId(),
                new Entry(requested.amount(), RefundStatus.PENDING, requested.reason(), false));
    }

    void enter(OrderRefunded done) {
        Entry asked = refunds.get(done.refundId());
        refunds.put(
                done.refundId(),
                asked == null
                        ? new Entry(done.amount(), RefundStatus.SUCCEEDED, ELSEWHERE, false)
                        : asked.as(RefundStatus.SUCCEEDED));
        refunded = done.refunded();
    }

    void enter(RefundFailed failed) {
        refunds.computeIfPresent(failed.refundId(), (_, asked) -> asked.as(RefundStatus.FAILED));
    }

    @Nullable OrderPaid paid() {
        return paid;
    }

    boolean knows(String transaction) {
        return refusedTransactions.contains(transaction)
                || (paid != null && paid.transaction().equals(transaction));
    }

    boolean knows(RefundId refund) {
        return refunds.containsKey(refund);
    }

    boolean is(RefundId refund, RefundStatus status) {
        Entry entry = refunds.get(refund);
        return entry != null && entry.status == status;
    }

    Money refunded() {
        return refunded;
    }

    /** What this order has given back once that much more has gone back to the buyer. */
    Money refundedAfter(RefundId refund, Money amount) {
        Entry asked = refunds.get(refund);
        boolean counts =
                (asked == null || !asked.surplus) && amount.currency().equals(refunded.currency());
        long sum = counts ? refunded.amount() + amount.amount() : refunded.amount();
        return new Money(Math.min(sum, captured()), refunded.currency());
    }

    /** What is neither back with the buyer nor on its way. */
    Money refundable() {
        long claimed =
                refunds.values().stream()
                        .filter(it -> !it.surplus && it.status != RefundStatus.FAILED)
                        .mapToLong(it -> it.amount.amount())
                        .sum();
        return new Money(Math.max(0, captured() - claimed), refunded.currency());
    }

    boolean isEmptied() {
        return paid != null && refunded.amount() >= captured();
    }

    Map<RefundId, Entry> refunds() {
        return refunds;
    }

    private long captured() {
        return paid == null ? 0 : paid.amount().amount();
    }

    /** For snapshots. */
    @SuppressWarnings("NullAway.Init")
    protected Ledger() {}
}
