package souk.payment.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.kernel.Published;
import souk.payment.PaymentCommand.RefundPayment;
import souk.payment.PaymentEvent;
import souk.payment.PaymentEvent.PaymentRequested;
import souk.payment.PaymentId;
import souk.payment.PaymentView;
import souk.platform.command.EventSourced;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What is paid for one thing, and given back. What it makes of what it is asked and told is in
 * {@link Refunding} and {@link Ledger}; what takes a provider is {@link PaymentDecisions}'.
 */
@EventSourced
@Published("payment.Payment")
@Revision("2")
class Payment {

    @AggregateIdentifier private PaymentId paymentId;
    private PaymentState state;

    @SuppressWarnings("NullAway.Init") // by the event
    Payment(PaymentRequested requested) {
        apply(requested);
    }

    @CommandHandler
    PaymentView decide(RefundPayment command, Clock clock) {
        happened(it -> new Refunding(it).asked(command));
        return view(clock);
    }

    /** What rests on an older version has to be decided again. */
    void mustBeAt(long version) {
        if (getVersion() != version) {
            throw new ConcurrencyException(paymentId + " is not at " + version + " any more");
        }
    }

    /** What follows from what is known. */
    void happened(Function<PaymentState, List<? extends PaymentEvent>> decision) {
        decision.apply(state).forEach(event -> apply(event));
    }

    @EventSourcingHandler
    void evolve(PaymentEvent event) {
        paymentId = event.paymentId();
        state = after(state, event);
    }

    static PaymentState after(@Nullable PaymentState before, PaymentEvent event) {
        return event instanceof PaymentRequested requested
                ? PaymentState.of(requested)
                : Objects.requireNonNull(before, "the first event requests it").after(event);
    }

    PaymentState state() {
        return state;
    }

    PaymentView view(Clock clock) {
        return state.view(clock.instant(), getVersion());
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Payment() {}
}
