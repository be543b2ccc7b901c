package souk.payment.command;

import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.payment.NoticeOutcome;
import souk.payment.PaymentCommand.ReceiveNotice;
import souk.payment.PaymentCommand.RetryRefund;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.NoticeContradicts;
import souk.payment.PaymentRejection.PaymentNotFound;
import souk.payment.PaymentRejection.ProviderUnavailable;
import souk.payment.PaymentRejection.RefundNotFound;
import souk.payment.PaymentView;
import souk.payment.ProviderCommand.ExecuteRefund;
import souk.payment.command.PaymentProvider.Giveback;
import souk.payment.command.PaymentProvider.Outcome;
import souk.platform.command.Apart;
import souk.platform.command.Errands;
import souk.platform.command.Glance.Seen;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Money that moves: what the provider is asked to give back, and what he tells by himself. */
@Component
class Settlement {

    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final StoredPayments payments;
    private final PaymentProvider provider;
    private final ObjectProvider<Errands> errands;
    private final Heard heard;
    private final Clock clock;

    Settlement(
            StoredPayments payments,
            PaymentProvider provider,
            ObjectProvider<Errands> errands,
            Heard heard,
            Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.errands = errands;
        this.heard = heard;
        this.clock = clock;
    }

    @CommandHandler
    void decide(ExecuteRefund command) {
        PaymentId payment = command.paymentId();
        PaymentState state =
                payments.look(payment)
                        .state()
                        .orElseThrow(() -> new Rejected(new PaymentNotFound()));
        Refund refund =
                state.refund(command.refundId())
                        .orElseThrow(() -> new Rejected(new RefundNotFound()));
        if (!refund.isPending()) {
            return;
        }
        mustBeOurs(state);
        var giveback =
                new Giveback(
                        payment,
                        refund.id(),
                        refund.attempt(),
                        refund.transaction(),
                        refund.amount());
        switch (Apart.from(() -> provider.refund(giveback))) {
            case Outcome.Done done ->
                    record(
                            new Notice.RefundDone(
                                    payment, refund.id(), refund.attempt(), done.providerRefund()),
                            null,
                            new PaymentNotFound());
            case Outcome.Refused refused ->
                    record(
                            new Notice.RefundRefused(
                                    payment, refund.id(), refund.attempt(), refused.reason()),
                            null,
                            new PaymentNotFound());
            // a notice of its end may get lost
            case Outcome.Underway _ ->
                    errands.getObject().at(clock.instant().plus(LOOK_AGAIN), command);
        }
    }

    /** One that is underway is looked after once more. */
    @CommandHandler
    PaymentView decide(RetryRefund command) {
        PaymentId payment = command.paymentId();
        return payments.change(
                        payment,
                        it -> {
                            if (it.state().refund(command.refundId()).stream()
                                    .anyMatch(Refund::isPending)) {
                                errands.getObject()
                                        .later(new ExecuteRefund(payment, command.refundId()));
                            }
                            it.happened(was -> new Refunding(was).retried(command.refundId()));
                        })
                .orElseThrow(() -> new Rejected(new PaymentNotFound()));
    }

    @CommandHandler
    NoticeOutcome decide(ReceiveNotice command) {
        Notice notice = Apart.from(() -> provider.interpret(command.body()));
        heard.learn(command.notice());
        return switch (notice) {
            case Notice.Irrelevant _ -> NoticeOutcome.IGNORED;
            case Notice.OfPayment told -> {
                record(
                        told,
                        command.notice(),
                        new NoticeContradicts("nobody asked for " + told.payment()));
                yield NoticeOutcome.APPLIED;
            }
        };
    }

    private void record(Notice.OfPayment told, @Nullable String notice, Rejection ifUnknown) {
        Report report = report(told);
        payments.change(
                        told.payment(),
                        it -> {
                            report.seen().ifPresent(it::mustBeAt);
                            report.all()
                                    .forEach(
                                            next ->
                                                    it.happened(
                                                            was ->
                                                                    new Ledger(was, notice)
                                                                            .told(next)));
                        })
                .orElseThrow(() -> new Rejected(ifUnknown));
    }

    /**
     * What is to be recorded.
     *
     * @param seen the version of the payment that it belongs to, where that matters
     */
    private record Report(List<? extends Notice.OfPayment> all, Optional<Long> seen) {}

    private Report report(Notice.OfPayment told) {
        return switch (told) {
            case Notice.MoneyMoved it ->
                    asked(told, _ -> givenBack(it.payment(), it.transaction()).stream().toList());
            case Notice.RefundRefused refused ->
                    asked(told, it -> Stream.concat(Stream.of(told), around(refused, it)).toList());
            default -> new Report(List.of(told), Optional.empty());
        };
    }

    // the payment is looked at first: an end of ours that it knows, the provider knows, too
    private Report asked(
            Notice.OfPayment told,
            Function<Optional<PaymentState>, List<? extends Notice.OfPayment>> question) {
        Seen<Optional<PaymentState>> seen = payments.look(told.payment());
        return new Report(question.apply(seen.state()), Optional.of(seen.version()));
    }

    // what somebody else gave back counted only as far as a refund of ours had left of the money
    private Stream<Notice.GivenBack> around(
            Notice.RefundRefused refused, Optional<PaymentState> state) {
        return state
                .flatMap(it -> it.refund(refused.refund()))
                .flatMap(it -> givenBack(refused.payment(), it.transaction()))
                .stream();
    }

    private Optional<Notice.GivenBack> givenBack(PaymentId payment, String transaction) {
        return Apart.from(() -> provider.givenBack(payment, transaction));
    }

    // money at a provider that the shop has left is beyond our reach
    private void mustBeOurs(PaymentState state) {
        state.pages().stream()
                .map(PayPage::provider)
                .filter(it -> !it.equals(provider.name()))
                .findFirst()
                .ifPresent(
                        other -> {
                            throw new Rejected(new ProviderUnavailable(other));
                        });
    }
}
