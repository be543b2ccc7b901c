package souk.payment.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.payment.PaymentCommand.RetryRefund;
import souk.payment.PaymentId;
import souk.payment.PaymentPage;
import souk.payment.PaymentQuery.FindPayment;
import souk.payment.PaymentQuery.ListPayments;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.payment.RefundId;
import souk.platform.rest.Commands;
import souk.platform.rest.Cursor;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Payments, and refunds that did not get through, for the back office. */
@RestController
@RequestMapping("/api/admin/payments")
class PaymentAdminController {

    private static final Pattern CURSOR =
            Pattern.compile("(\\d{4}-[^ \\p{C}]{1,40}) (pay_[0-9a-z]{26})");

    private final Commands commands;
    private final Queries queries;

    PaymentAdminController(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /**
     * The latest first.
     *
     * @param failedRefunds only those that owe somebody money
     */
    @GetMapping
    ResponseEntity<Slice<PaymentView>> list(
            @RequestParam(required = false) @Nullable PaymentStatus status,
            @RequestParam(defaultValue = "false") boolean failedRefunds,
            Paging paging) {
        mustContinue(paging.after());
        PaymentPage page =
                queries.ask(
                        new ListPayments(
                                status,
                                failedRefunds,
                                paging.limit(),
                                paging.after(),
                                paging.total()),
                        PaymentPage.class);
        return Slice.of(page.items(), page.next(), page.total());
    }

    @GetMapping("/{id}")
    PaymentView find(@PathVariable PaymentId id) {
        return read(id, null);
    }

    @PostMapping("/{id}/refunds/{refundId}/retry")
    PaymentView retry(@PathVariable PaymentId id, @PathVariable RefundId refundId) {
        return commands.send(new RetryRefund(id, refundId), PaymentView.class)
                .orElseRead(at -> read(id, at));
    }

    private PaymentView read(PaymentId id, @Nullable Long position) {
        return queries.ask(new FindPayment(id), PaymentView.class, position);
    }

    private static void mustContinue(@Nullable String after) {
        if (after == null) {
            return;
        }
        Matcher form = CURSOR.matcher(after);
        Cursor.mustBe(form.matches() && Cursor.isTime(form.group(1)));
    }
}
