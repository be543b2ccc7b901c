package souk.payment.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.HandlerExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import souk.kernel.MessageKeys;
import souk.kernel.Rejection;
import souk.payment.PaymentCommand.ReceiveNotice;
import souk.payment.ProviderCommand.ReconcileProvider;
import souk.payment.command.PaymentProvider.Told;
import souk.platform.SteadyClock;
import souk.platform.command.Apart;
import souk.platform.command.AtOnce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Notices get lost. So what the provider has told lately is listened to once more, from a little
 * before the last time that this went well; what is known already changes nothing.
 */
@Component
class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final String SYSTEM = "system";

    /** Clocks differ, and what was told a moment ago may not be listed yet. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    /**
     * When this went well.
     *
     * @param told by the clock that notices are told by
     * @param steady by one that nobody sets
     */
    private record Time(Instant told, Instant steady) {}

    private final PaymentProvider provider;
    private final ObjectProvider<AtOnce> commands;
    private final Heard heard;
    private final HeardUntil until;
    private final Clock clock;
    private final Duration first;
    private final AtomicReference<@Nullable Time> last = new AtomicReference<>();

    Reconciliation(
            PaymentProvider provider,
            ObjectProvider<AtOnce> commands,
            Heard heard,
            HeardUntil until,
            Clock clock,
            @Value("${souk.payment.reconcile-first:PT24H}") Duration first) {
        this.provider = provider;
        this.commands = commands;
        this.heard = heard;
        this.until = until;
        this.clock = clock;
        this.first = first;
    }

    /** Nothing is missed: where something could not be taken in, it is listened to again. */
    @CommandHandler
    void decide(ReconcileProvider command) {
        var now = new Time(clock.instant(), SteadyClock.instance().instant());
        Time before = last.get();
        Instant since = before == null ? since(now.told()) : since(before, now);
        if (Apart.from(() -> allHeard(since))) {
            until.note(provider.name(), now.told());
            last.set(now);
        }
    }

    /** Of the first time after a start: we may have been away for long, or be an old backup. */
    private Instant since(Instant now) {
        return until.of(provider.name())
                .filter(heard -> heard.isBefore(now))
                .map(heard -> heard.minus(OVERLAP))
                .orElseGet(() -> now.minus(first));
    }

    /** The clock may have been set back: it is no longer ago than has really gone by since. */
    private static Instant since(Time last, Time now) {
        Duration gone = Duration.between(last.steady(), now.steady());
        Instant reckoned = now.told().minus(gone.truncatedTo(ChronoUnit.SECONDS));
        return (reckoned.isBefore(last.told()) ? reckoned : last.told()).minus(OVERLAP);
    }

    private boolean allHeard(Instant since) {
        var all = new AtomicBoolean(true);
        provider.toldSince(
                since,
                told -> {
                    if (!heard.knows(told.notice()) && !isTakenIn(told)) {
                        all.set(false);
                    }
                });
        return all.get();
    }

    // never an errand: it would keep what people have written, and we ask again anyway
    private boolean isTakenIn(Told told) {
        try {
            commands.getObject().carryOut(notice(told));
            return true;
        } catch (RuntimeException failure) {
            Rejection refusal = refusalIn(failure);
            if (refusal != null && !refusal.retryable()) {
                LOG.warn("What {} tells is refused: {}", told.notice(), refusal.code());
                heard.dismiss(told.notice());
                return true;
            }
            LOG.info("{} is listened to again: {}", told.notice(), failure.getClass().getName());
            return false;
        }
    }

    private static @Nullable Rejection refusalIn(RuntimeException failure) {
        return HandlerExecutionException.resolveDetails(failure).orElse(null)
                        instanceof Rejection refusal
                ? refusal
                : null;
    }

    private static Object notice(Told told) {
        return new GenericCommandMessage<>(
                new ReceiveNotice(told.object(), told.notice(), told.body()),
                Map.of(MessageKeys.ACTOR, SYSTEM, MessageKeys.ROLE, SYSTEM));
    }
}
