package souk.payment.query;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import souk.kernel.Rejected;
import souk.payment.PaymentId;
import souk.payment.PaymentPage;
import souk.payment.PaymentQuery.FindPayment;
import souk.payment.PaymentQuery.ListPayments;
import souk.payment.PaymentRejection.PaymentNotFound;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.platform.query.ReadsFrom;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers what is asked about payments. */
@Component
@ReadsFrom("payment.view")
class PaymentQueries implements PaymentStatuses {

    private final PaymentReader payments;
    private final Clock clock;

    PaymentQueries(PaymentReader payments, Clock clock) {
        this.payments = payments;
        this.clock = clock;
    }

    @QueryHandler
    PaymentView handle(FindPayment query) {
        PaymentRow payment =
                payments.find(query.paymentId().value())
                        .orElseThrow(() -> new Rejected(new PaymentNotFound()));
        return payment.view(payments.refundsOf(List.of(payment.paymentId)), clock.instant());
    }

    @QueryHandler
    PaymentPage handle(ListPayments query) {
        List<PaymentRow> found = payments.page(query, query.limit() + 1);
        List<PaymentRow> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new PaymentPage(
                views(page),
                found.size() > page.size() ? PaymentCursor.behind(page.getLast()) : null,
                query.total() ? (Long) payments.count(query) : null);
    }

    private List<PaymentView> views(List<PaymentRow> page) {
        Map<String, List<RefundRow>> refunds =
                payments.refundsOf(page.stream().map(row -> row.paymentId).toList()).stream()
                        .collect(Collectors.groupingBy(refund -> refund.key.paymentId()));
        Instant now = clock.instant();
        return page.stream()
                .map(row -> row.view(refunds.getOrDefault(row.paymentId, List.of()), now))
                .toList();
    }

    @Override
    public Map<PaymentId, PaymentStatus> of(Collection<PaymentId> wanted) {
        return payments.all(wanted.stream().map(PaymentId::value).toList()).stream()
                .collect(Collectors.toMap(row -> new PaymentId(row.paymentId), row -> row.status));
    }

    // as ids of payments are made of those of what is paid
    @Override
    public String statusOf(String reference) {
        return """
        (select paid.status from payment_view.payment paid \
        where paid.payment_id = '%s' || split_part(%s, '_', 2))\
        """
                .formatted(PaymentId.PREFIX, reference);
    }
}
