package souk.payment.sandbox;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import souk.kernel.Rejected;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.ProviderRefused;
import souk.payment.SandboxSession.Status;
import souk.payment.command.Charges;
import souk.payment.command.Notice;
import souk.payment.command.PaymentProvider;
import souk.payment.sandbox.Outbox.Manner;
import souk.payment.sandbox.Outbox.Message;
import souk.payment.sandbox.SandboxTables.Kept;
import souk.payment.stripe.StripeAmount;
import souk.payment.stripe.StripeNotices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a provider is asked, answered from tables of our own. */
@InSandbox
class SandboxProvider implements PaymentProvider {

    static final String NAME = "sandbox";

    private static final int PAGE = 500;

    /** How long a notice can be asked for. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private final SandboxTables tables;
    private final Outbox outbox;
    private final Addresses addresses;
    private final Chance chance;
    private final Clock clock;
    private final TransactionTemplate transactions;
    private final StripeNotices notices = new StripeNotices(false, _ -> Optional.empty());

    SandboxProvider(
            SandboxTables tables,
            Outbox outbox,
            Addresses addresses,
            Chance chance,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.tables = tables;
        this.outbox = outbox;
        this.addresses = addresses;
        this.chance = chance;
        this.clock = clock;
        this.transactions = new TransactionTemplate(transactions);
        // elsewhere there would be no way to have a part in the shop's transactions
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Whatever can be told in Stripe's shapes: no card is charged here. */
    @Override
    public Charges charges(Currency currency) {
        long smallest = StripeAmount.smallest(currency);
        return new Charges(smallest, smallest, StripeAmount.largest(currency));
    }

    @Override
    public Page open(Checkout checkout) {
        var wanted =
                new Session(
                        chance.name("cs_test_"),
                        checkout.key(),
                        checkout.payment().value(),
                        checkout.reference(),
                        amountOf(checkout),
                        Status.OPEN,
                        chance.name("pi_"),
                        chance.name("ch_"),
                        0,
                        clock.instant(),
                        checkout.until());
        Session opened =
                transactions.execute(
                        _ -> {
                            if (!tables.insert(wanted)) {
                                return tables.ofKey(checkout.key());
                            }
                            outbox.closeLater(wanted);
                            return wanted;
                        });
        return new Page(opened.id(), addresses.payPage(opened.id()), opened.expiresAt());
    }

    @Override
    public Closing close(String session) {
        return transactions.execute(
                _ -> {
                    Session found =
                            tables.lock(session).orElseThrow(() -> refusal("no such session"));
                    if (found.status() == Status.PAID) {
                        return Closing.PAID;
                    }
                    expire(found);
                    return Closing.CLOSED;
                });
    }

    @Override
    public Outcome refund(Giveback giveback) {
        return transactions.execute(
                _ -> {
                    Session paid = tables.lockOfIntent(giveback.transaction()).orElse(null);
                    if (paid == null) {
                        return new Outcome.Refused("no such payment_intent");
                    }
                    return tables.refundOf(giveback.key())
                            .<Outcome>map(Outcome.Done::new)
                            .orElseGet(() -> refundOnce(giveback, paid));
                });
    }

    @Override
    public Optional<Notice.GivenBack> givenBack(PaymentId payment, String transaction) {
        return tables.ofIntent(transaction)
                .filter(it -> it.status() == Status.PAID)
                .map(
                        it ->
                                new Notice.GivenBack(
                                        payment,
                                        transaction,
                                        it.amount().money(),
                                        tables.refundsOf(it)));
    }

    @Override
    public Notice interpret(String body) {
        return notices.interpret(body);
    }

    @Override
    public void toldSince(Instant then, Consumer<Told> listener) {
        tables.forgetNotices(clock.instant().minus(MEMORY));
        Kept last = new Kept(then, new Told("", "", ""));
        List<Kept> page;
        do {
            page = tables.noticesAfter(last.at(), last.told().notice(), PAGE);
            for (Kept kept : page) {
                listener.accept(kept.told());
                last = kept;
            }
        } while (page.size() == PAGE);
    }

    void expire(Session session) {
        if (session.status() == Status.OPEN) {
            Session over = session.as(Status.EXPIRED);
            tables.update(over);
            outbox.tell(
                    Manner.ONCE,
                    new Message("checkout.session.expired", Shapes.checkoutSession(over)));
        }
    }

    private Outcome refundOnce(Giveback giveback, Session paid) {
        long amount = StripeAmount.of(giveback.amount()).amount();
        if (paid.status() != Status.PAID || amount > paid.amount().amount() - paid.refunded()) {
            return new Outcome.Refused("greater than what is left of the charge");
        }
        String refund = chance.name("re_");
        Session after = paid.givenBack(amount);
        tables.insertRefund(refund, giveback.key(), paid.intent(), amount, clock.instant());
        tables.update(after);
        outbox.tell(Manner.ONCE, new Message("charge.refunded", Shapes.charge(after)));
        return new Outcome.Done(refund);
    }

    private static StripeAmount amountOf(Checkout checkout) {
        try {
            return StripeAmount.of(checkout.amount());
        } catch (ArithmeticException unknown) {
            throw refusal("there is no such amount");
        }
    }

    private static Rejected refusal(String reason) {
        return new Rejected(new ProviderRefused(NAME, reason));
    }
}
