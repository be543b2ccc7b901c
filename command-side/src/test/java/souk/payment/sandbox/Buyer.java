package souk.payment.sandbox;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.queryhandling.QueryGateway;

import souk.kernel.Ids;
import souk.kernel.Money;
import souk.payment.PaymentCommand.OpenSession;
import souk.payment.PaymentCommand.ReceiveNotice;
import souk.payment.PaymentId;
import souk.payment.PaymentView;
import souk.payment.RefundId;
import souk.payment.SandboxCommand.Action;
import souk.payment.SandboxCommand.DeliverNotice;
import souk.payment.SandboxCommand.PayInSandbox;
import souk.payment.SandboxQuery.FindSandboxSession;
import souk.payment.SandboxQuery.FindWebhookSecret;
import souk.payment.SandboxSession;
import souk.payment.command.Payments;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Somebody who pays, and the shop that hears of it. */
record Buyer(
        CommandBus commands,
        QueryGateway queries,
        EventStore events,
        Payments payments,
        HeldErrands errands,
        Letterbox letterbox) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static String newId(String prefix) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        return Ids.of(prefix, System.currentTimeMillis(), random);
    }

    static RefundId newRefund() {
        return new RefundId(newId(RefundId.PREFIX));
    }

    PaymentId owes(Money amount) {
        String order = newId("ord_");
        PaymentId payment = PaymentId.of(order);
        DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>(order))
                .executeWithResult(
                        () ->
                                payments.request(
                                        payment,
                                        order,
                                        amount,
                                        Instant.now().plus(Duration.ofMinutes(30))));
        return payment;
    }

    /** The session he is sent to. */
    String opens(PaymentId payment) {
        var view = (PaymentView) carryOut(new OpenSession(payment));
        String url = view.checkoutUrl();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    SandboxSession does(Action action, String session) {
        return (SandboxSession) carryOut(act(action, session));
    }

    static PayInSandbox act(Action action, String session) {
        return new PayInSandbox(session, action, 1, Duration.ZERO, false);
    }

    /** What the sandbox has to tell is told. */
    List<Letterbox.Letter> hears() {
        errands.take(DeliverNotice.class::isInstance).forEach(it -> carryOut(it.command()));
        return letterbox.take();
    }

    /** And believed. */
    void hearsAndBelieves() {
        hears().forEach(letter -> carryOut(notice(letter)));
    }

    static ReceiveNotice notice(Letterbox.Letter letter) {
        JsonNode event = json(letter.body());
        return new ReceiveNotice(
                event.path("data").path("object").path("id").asString(),
                event.path("id").asString(),
                letter.body());
    }

    static JsonNode json(String body) {
        return JsonMapper.builder().build().readTree(body);
    }

    Object carryOut(Object command) {
        CommandResultMessage<?> answer = answerTo(command);
        if (answer.isExceptional()) {
            throw new AssertionError("Refused: " + command, answer.exceptionResult());
        }
        return answer.getPayload();
    }

    Object refusalOf(Object command) {
        return HandlerExecutionException.resolveDetails(answerTo(command).exceptionResult())
                .orElseThrow();
    }

    CommandResultMessage<?> answerTo(Object command) {
        var answer = new FutureCallback<Object, Object>();
        commands.dispatch(new GenericCommandMessage<>(command), answer);
        return answer.getResult(30, TimeUnit.SECONDS);
    }

    SandboxSession page(String session) {
        return queries.query(new FindSandboxSession(session), SandboxSession.class).join();
    }

    String secret() {
        return queries.query(new FindWebhookSecret(), String.class).join();
    }

    List<Object> historyOf(PaymentId payment) {
        return events.readEvents(payment.value(), 0)
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }

    <T> List<T> historyOf(PaymentId payment, Class<T> type) {
        return historyOf(payment).stream().filter(type::isInstance).map(type::cast).toList();
    }
}
