package souk.payment.rest;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.stereotype.Component;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.payment.NoticeOutcome;
import souk.payment.PaymentCommand.ReceiveNotice;
import souk.payment.SandboxCommand.PayInSandbox;
import souk.payment.SandboxQuery.FindSandboxSession;
import souk.payment.SandboxQuery.FindWebhookSecret;
import souk.payment.SandboxRejection.SandboxSessionNotFound;
import souk.payment.SandboxSession;
import souk.payment.WebhookSecret;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Takes notices, and has one page to pay on. */
@Component
class StubProvider {

    static final String SESSION = "sbx_1";

    final List<CommandMessage<?>> notices = new CopyOnWriteArrayList<>();
    final List<PayInSandbox> payments = new CopyOnWriteArrayList<>();
    final AtomicInteger askedForSecret = new AtomicInteger();

    /** Runs before each notice is taken, and may throw. */
    volatile Consumer<ReceiveNotice> before = _ -> {};

    volatile SandboxSession.Status status = SandboxSession.Status.OPEN;

    StubProvider(CommandBus commands, QueryBus queries) {
        commands.subscribe(ReceiveNotice.class.getName(), this::receive);
        commands.subscribe(PayInSandbox.class.getName(), this::pay);
        queries.subscribe(FindSandboxSession.class.getName(), SandboxSession.class, this::find);
        queries.subscribe(
                FindWebhookSecret.class.getName(),
                WebhookSecret.class,
                _ -> new WebhookSecret("secret " + askedForSecret.incrementAndGet()));
    }

    void behave() {
        notices.clear();
        payments.clear();
        before = _ -> {};
        status = SandboxSession.Status.OPEN;
    }

    List<String> names() {
        return notices.stream()
                .map(notice -> ((ReceiveNotice) notice.getPayload()).notice())
                .toList();
    }

    private Object receive(CommandMessage<?> message) {
        notices.add(message);
        before.accept((ReceiveNotice) message.getPayload());
        return NoticeOutcome.APPLIED;
    }

    private Object pay(CommandMessage<?> message) {
        var payment = (PayInSandbox) message.getPayload();
        mustKnow(payment.session());
        payments.add(payment);
        return session();
    }

    private Object find(QueryMessage<?, ?> message) {
        mustKnow(((FindSandboxSession) message.getPayload()).session());
        return session();
    }

    private static void mustKnow(String session) {
        if (!session.equals(SESSION)) {
            throw new Rejected(new SandboxSessionNotFound());
        }
    }

    private SandboxSession session() {
        return new SandboxSession(
                SESSION,
                "Two <b>mugs</b> & a \"plate\"",
                new Money(19_900, Currency.getInstance("TND")),
                status,
                Instant.parse("2026-11-21T10:30:00Z"));
    }
}
