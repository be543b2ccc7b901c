package souk.payment.query;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.payment.PaymentId;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;

import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** One payment. */
@Entity
@Table(schema = "payment_view", name = "payment")
class PaymentRow {

    @Id String paymentId;
    String reference;

    @Enumerated(EnumType.STRING)
    PaymentStatus status;

    String currency;
    long amount;
    long captured;
    long refunded;
    boolean expired;
    @Nullable String session;
    @Nullable String checkoutUrl;
    @Nullable Instant sessionExpires;
    int openDisputes;
    int failedRefunds;
    Instant requestedAt;
    long version;

    PaymentRow(String paymentId, String reference, Money amount, Instant requestedAt) {
        this.paymentId = paymentId;
        this.reference = reference;
        this.status = PaymentStatus.OPEN;
        this.currency = amount.currency().getCurrencyCode();
        this.amount = amount.amount();
        this.requestedAt = requestedAt;
    }

    void open(String name, String url, Instant expiresAt) {
        session = name;
        checkoutUrl = url;
        sessionExpires = expiresAt;
    }

    void close() {
        session = null;
        checkoutUrl = null;
        sessionExpires = null;
    }

    void settle() {
        status = PaymentStatus.of(money(amount), money(captured), money(refunded), expired);
    }

    /** With the page to pay on as long as one can pay there. */
    PaymentView view(List<RefundRow> refunds, Instant now) {
        boolean payable =
                status == PaymentStatus.OPEN
                        && sessionExpires != null
                        && now.isBefore(sessionExpires);
        return new PaymentView(
                new PaymentId(paymentId),
                reference,
                status,
                money(amount),
                money(captured),
                money(refunded),
                payable ? checkoutUrl : null,
                payable ? sessionExpires : null,
                refunds.stream().map(refund -> refund.view(this)).toList(),
                openDisputes > 0,
                version);
    }

    Money money(long sum) {
        return new Money(sum, Currency.getInstance(currency));
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected PaymentRow() {}
}
