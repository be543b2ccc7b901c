package souk.payment.sandbox;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.kernel.Rejected;
import souk.payment.SandboxCommand.Action;
import souk.payment.SandboxCommand.CloseSandboxSession;
import souk.payment.SandboxCommand.DeliverNotice;
import souk.payment.SandboxCommand.PayInSandbox;
import souk.payment.SandboxQuery.FindSandboxSession;
import souk.payment.SandboxQuery.FindWebhookSecret;
import souk.payment.SandboxRejection.SandboxSessionNotFound;
import souk.payment.SandboxRejection.SandboxSessionOver;
import souk.payment.SandboxSession;
import souk.payment.SandboxSession.Status;
import souk.payment.WebhookSecret;
import souk.payment.sandbox.Outbox.Manner;
import souk.payment.sandbox.Outbox.Message;
import souk.platform.command.Apart;

import java.time.Clock;
import java.time.Instant;

/** Where buyers pay, and where time passes. */
@InSandbox
class PayDesk {

    private final SandboxTables tables;
    private final SandboxProvider provider;
    private final Outbox outbox;
    private final Courier courier;
    private final Clock clock;
    private final TransactionTemplate transactions;

    PayDesk(
            SandboxTables tables,
            SandboxProvider provider,
            Outbox outbox,
            Courier courier,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.tables = tables;
        this.provider = provider;
        this.outbox = outbox;
        this.courier = courier;
        this.clock = clock;
        this.transactions = new TransactionTemplate(transactions);
    }

    @CommandHandler
    SandboxSession decide(PayInSandbox command) {
        return transactions.execute(
                _ -> {
                    Session session =
                            tables.lock(command.session())
                                    .orElseThrow(() -> new Rejected(new SandboxSessionNotFound()));
                    return after(command, session).view(clock.instant());
                });
    }

    @CommandHandler
    void decide(CloseSandboxSession command) {
        transactions.executeWithoutResult(
                _ -> tables.lock(command.session()).ifPresent(provider::expire));
    }

    @CommandHandler
    void decide(DeliverNotice command) {
        Apart.from(
                () -> {
                    tables.bodyOf(command.notice()).ifPresent(courier::deliver);
                    return command;
                });
    }

    @QueryHandler
    SandboxSession handle(FindSandboxSession query) {
        return tables.find(query.session())
                .orElseThrow(() -> new Rejected(new SandboxSessionNotFound()))
                .view(clock.instant());
    }

    @QueryHandler
    WebhookSecret handle(FindWebhookSecret query) {
        return new WebhookSecret(courier.secret());
    }

    private Session after(PayInSandbox command, Session session) {
        var manner = new Manner(command.copies(), command.delay(), command.shuffled());
        return switch (command.action()) {
            case PAY, PAY_LATE -> paid(session, manner, command.action() == Action.PAY_LATE);
            case DECLINE -> {
                mustBeOpen(session);
                outbox.tell(
                        manner,
                        new Message(
                                "payment_intent.payment_failed", Shapes.paymentIntent(session)));
                yield session;
            }
            case ABANDON -> session;
        };
    }

    // who pays twice has paid once
    private Session paid(Session session, Manner manner, boolean late) {
        if (session.status() == Status.PAID) {
            return session;
        }
        if (!late) {
            mustBeOpen(session);
        }
        Session paid = session.as(Status.PAID);
        tables.update(paid);
        outbox.tell(
                manner,
                new Message("payment_intent.succeeded", Shapes.paymentIntent(paid)),
                new Message("checkout.session.completed", Shapes.checkoutSession(paid)));
        return paid;
    }

    private void mustBeOpen(Session session) {
        Instant now = clock.instant();
        if (!session.isOpenAt(now)) {
            throw new Rejected(new SandboxSessionOver(session.view(now).status()));
        }
    }
}
