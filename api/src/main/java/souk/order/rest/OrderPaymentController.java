package souk.order.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.rest.Caller;
import souk.kernel.Rejected;
import souk.order.OrderCommand.RequestPayment;
import souk.order.OrderId;
import souk.payment.PaymentCommand.OpenSession;
import souk.payment.PaymentId;
import souk.payment.PaymentQuery.FindPayment;
import souk.payment.PaymentRejection.PaymentNotInState;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView;
import souk.platform.rest.Commands;
import souk.platform.rest.Queries;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Where buyers are sent to pay. */
@RestController
class OrderPaymentController {

    private static final Set<PaymentStatus> UNPAID =
            EnumSet.of(PaymentStatus.OPEN, PaymentStatus.EXPIRED);

    private final Commands commands;
    private final Queries queries;

    OrderPaymentController(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** 201 with a page to pay on, or 200 with the one that is open already. */
    @PostMapping("/api/orders/{id}/payment")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PaymentView> pay(
            @Caller Optional<AccountId> account,
            HttpServletRequest request,
            @PathVariable OrderId id) {
        PaymentId payment = PaymentId.of(id.value());
        PaymentView requested =
                Buyers.asOwner(
                        Buyers.of(account, request),
                        buyer -> send(new RequestPayment(id, buyer), payment));
        return requested.checkoutUrl() == null
                ? ResponseEntity.status(HttpStatus.CREATED).body(opened(payment))
                : ResponseEntity.ok(requested);
    }

    /** It may have taken longer than one may pay, and the view not know it yet. */
    private PaymentView opened(PaymentId payment) {
        PaymentView opened = send(new OpenSession(payment), payment);
        if (opened.checkoutUrl() == null && UNPAID.contains(opened.status())) {
            throw new Rejected(new PaymentNotInState(PaymentStatus.EXPIRED));
        }
        return opened;
    }

    private PaymentView send(Object command, PaymentId payment) {
        return commands.send(command, PaymentView.class).orElseRead(at -> read(payment, at));
    }

    private PaymentView read(PaymentId payment, @Nullable Long position) {
        return queries.ask(new FindPayment(payment), PaymentView.class, position);
    }
}
