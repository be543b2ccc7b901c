package souk.payment.command;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.ProviderUnavailable;
import souk.payment.command.Notice.Irrelevant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A provider that says what it is told to say, and looks who holds what while it is asked. */
class ScriptedProvider implements PaymentProvider {

    final List<Object> asked = new ArrayList<>();
    final Map<String, Notice> meanings = new HashMap<>();
    final List<Told> told = new ArrayList<>();
    Page page = PaymentExamples.PAGE;
    Closing closing = Closing.CLOSED;
    Outcome outcome = new Outcome.Done("re_1");
    List<Notice.Gone> gone = List.of();
    Charges charges = new Charges(1, 1, Long.MAX_VALUE);
    boolean away;
    @Nullable Rejection refuses;
    boolean knowsTransactions = true;
    Runnable meanwhile = () -> {};

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Charges charges(Currency currency) {
        return charges;
    }

    @Override
    public Page open(Checkout checkout) {
        answer(checkout);
        return page;
    }

    @Override
    public Closing close(String session) {
        answer(session);
        return closing;
    }

    @Override
    public Outcome refund(Giveback giveback) {
        answer(giveback);
        return outcome;
    }

    @Override
    public Optional<Notice.GivenBack> givenBack(PaymentId payment, String transaction) {
        answer(transaction);
        return Optional.of(
                        new Notice.GivenBack(payment, transaction, PaymentExamples.eur(100), gone))
                .filter(_ -> knowsTransactions);
    }

    @Override
    public Notice interpret(String body) {
        return meanings.getOrDefault(body, new Irrelevant());
    }

    @Override
    public void toldSince(Instant then, Consumer<Told> listener) {
        answer(then);
        told.forEach(listener);
    }

    private void answer(Object question) {
        if (CurrentUnitOfWork.isStarted()) {
            throw new AssertionError("Asked while a unit of work is open: " + question);
        }
        if (away) {
            throw new Rejected(new ProviderUnavailable(name()));
        }
        if (refuses != null) {
            throw new Rejected(refuses);
        }
        asked.add(question);
        meanwhile.run();
    }
}
