package souk.payment.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.kernel.Money;
import souk.payment.PaymentCommand.EndPayment;
import souk.payment.PaymentEvent;
import souk.payment.PaymentEvent.PaymentRequested;
import souk.payment.PaymentId;
import souk.payment.PaymentView;
import souk.payment.ProviderCommand.ExpireSession;
import souk.platform.command.Aggregates;
import souk.platform.command.Apart;
import souk.platform.command.Errands;
import souk.platform.command.Glance;
import souk.platform.command.Glance.Seen;
import souk.platform.command.Glances;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Payments, to be looked at and to be changed in the current unit of work. */
@Component
class StoredPayments {

    /** By then whoever asked for it should have ended it himself. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Aggregates<Payment> payments;
    private final Glance<Optional<PaymentState>> glance;
    private final ObjectProvider<Errands> errands;
    private final Clock clock;

    StoredPayments(
            ObjectProvider<Repository<Payment>> repository,
            ObjectProvider<EventStore> events,
            Glances glances,
            ObjectProvider<Errands> errands,
            Clock clock) {
        this.payments = new Aggregates<>(Payment.class, repository::getObject, events::getObject);
        this.glance = glances.of(Optional.empty(), StoredPayments::after);
        this.errands = errands;
        this.clock = clock;
    }

    /** The payment of whatever the reference names; asked for twice, it is the same. */
    PaymentView request(PaymentId payment, String reference, Money amount, Instant payUntil) {
        return payments.decide(
                () -> {
                    var requested = new PaymentRequested(payment, reference, amount, payUntil);
                    return payments.find(payment.value())
                            .orElseGet(() -> created(requested))
                            .invoke(it -> it.view(clock));
                });
    }

    // who calls it off may do so on another node before there is anything to call off
    private Aggregate<Payment> created(PaymentRequested requested) {
        errands.getObject()
                .at(requested.payUntil().plus(GRACE), new EndPayment(requested.paymentId()));
        return payments.create(() -> new Payment(requested));
    }

    /** Takes no lock, and misses nothing. */
    Seen<Optional<PaymentState>> look(PaymentId payment) {
        return glance.current(payment.value());
    }

    /** Nothing happens where there is none. */
    Optional<PaymentView> change(PaymentId payment, Consumer<Payment> change) {
        return payments.decide(
                () -> {
                    Optional<Aggregate<Payment>> found = payments.find(payment.value());
                    found.ifPresent(it -> it.execute(change.andThen(this::mustBeClosed)));
                    return found.map(it -> it.invoke(changed -> changed.view(clock)));
                });
    }

    // whoever ends a payment does so again until he has succeeded, so this is not forgotten
    private void mustBeClosed(Payment payment) {
        PaymentState state = payment.state();
        if (state.ended() && state.openPage().isPresent()) {
            var closing = new ExpireSession(state.paymentId());
            CurrentUnitOfWork.get().root().afterCommit(_ -> closeLater(closing));
        }
    }

    private void closeLater(ExpireSession closing) {
        Apart.from(
                () -> {
                    errands.getObject().at(clock.instant(), closing);
                    return closing;
                });
    }

    private static Optional<PaymentState> after(Optional<PaymentState> before, Object stored) {
        return switch (stored) {
            case Payment snapshot -> Optional.of(snapshot.state());
            case PaymentEvent event -> Optional.of(Payment.after(before.orElse(null), event));
            default -> before;
        };
    }
}
