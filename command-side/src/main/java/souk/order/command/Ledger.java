package souk.order.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.order.OrderCommand.ConfirmPayment;
import souk.order.OrderCommand.ConfirmRefund;
import souk.order.OrderCommand.RejectRefund;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderRejection.RefundNotYetKnown;
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The money of one order: what came, what goes back, and what is not its own. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
class Ledger {

    private static final String ELSEWHERE = "refunded at the payment provider";
    private static final long NOT_TOLD = -1;

    /**
     * @param asOf the version of the payment that told so
     */
    record Entry(String transaction, Money amount, RefundStatus status, String reason, long asOf) {

        static Entry asked(String transaction, Money amount, String reason) {
            return new Entry(transaction, amount, RefundStatus.PENDING, reason, NOT_TOLD);
        }

        boolean isBackFrom(String payment) {
            return status == RefundStatus.SUCCEEDED && transaction.equals(payment);
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
                Entry.asked(refused.transaction(), refused.amount(), refused.why().name()));
    }

    void enter(RefundRequested requested) {
        refunds.put(
                requested.refundId(),
                Entry.asked(requested.transaction(), requested.amount(), requested.reason()));
    }

    void enter(OrderRefunded done) {
        refunds.put(
                done.refundId(),
                given(done.refundId(), done.transaction(), done.amount(), done.asOf()));
        refunded = done.refunded();
    }

    void enter(RefundFailed failed) {
        refunds.put(failed.refundId(), failed(failed.refundId(), failed.asOf()));
        refunded = failed.refunded();
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

    Money refunded() {
        return refunded;
    }

    /** Nothing where the payment has said something later, in whatever order it comes. */
    Optional<OrderRefunded> after(ConfirmRefund news) {
        RefundId refund = news.refundId();
        if (!isNews(refund, news.asOf())) {
            return Optional.empty();
        }
        Entry given = given(refund, news.transaction(), news.amount(), news.asOf());
        return Optional.of(
                new OrderRefunded(
                        news.orderId(),
                        refund,
                        news.transaction(),
                        news.amount(),
                        refundedWith(refund, given),
                        news.asOf()));
    }

    /** Nothing where the payment has said something later. */
    Optional<RefundFailed> after(RejectRefund news) {
        RefundId refund = news.refundId();
        if (!knows(refund)) {
            throw new Rejected(new RefundNotYetKnown(refund));
        }
        if (!isNews(refund, news.asOf())) {
            return Optional.empty();
        }
        Money sum = refundedWith(refund, failed(refund, news.asOf()));
        return Optional.of(
                new RefundFailed(news.orderId(), refund, news.reason(), sum, news.asOf()));
    }

    /** What went back of a payment before it was known to be the order's. */
    List<OrderRefunded> backFrom(ConfirmPayment payment) {
        return refunds.entrySet().stream()
                .filter(it -> it.getValue().isBackFrom(payment.transaction()))
                .map(it -> counted(payment, it.getKey(), it.getValue()))
                .toList();
    }

    private OrderRefunded counted(ConfirmPayment payment, RefundId refund, Entry back) {
        return new OrderRefunded(
                payment.orderId(),
                refund,
                back.transaction,
                back.amount,
                refundedWith(refund, back),
                back.asOf);
    }

    private boolean isNews(RefundId refund, long asOf) {
        Entry known = refunds.get(refund);
        return known == null || known.asOf < asOf;
    }

    private Money refundedWith(RefundId refund, Entry entry) {
        Map<RefundId, Entry> then = new LinkedHashMap<>(refunds);
        then.put(refund, entry);
        long sum = sumOf(then.values(), it -> it.status == RefundStatus.SUCCEEDED);
        return new Money(Math.min(sum, captured()), refunded.currency());
    }

    private Entry given(RefundId refund, String transaction, Money amount, long asOf) {
        Entry asked = refunds.get(refund);
        return new Entry(
                asked == null ? transaction : asked.transaction,
                amount,
                RefundStatus.SUCCEEDED,
                asked == null ? ELSEWHERE : asked.reason,
                asOf);
    }

    private Entry failed(RefundId refund, long asOf) {
        Entry asked = Objects.requireNonNull(refunds.get(refund), "nobody asked for " + refund);
        return new Entry(asked.transaction, asked.amount, RefundStatus.FAILED, asked.reason, asOf);
    }

    /** What is neither back with the buyer nor on its way. */
    Money refundable() {
        long claimed = sumOf(refunds.values(), it -> it.status != RefundStatus.FAILED);
        return new Money(Math.max(0, captured() - claimed), refunded.currency());
    }

    // money that the order did not take has no part in its sums
    private long sumOf(Collection<Entry> entries, Predicate<Entry> which) {
        return entries.stream()
                .filter(it -> paid != null && it.transaction.equals(paid.transaction()))
                .filter(it -> it.amount.currency().equals(refunded.currency()))
                .filter(which)
                .mapToLong(it -> it.amount.amount())
                .sum();
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
