package souk.payment.command;

import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import souk.payment.PaymentCommand.ReceiveNotice;
import souk.payment.ProviderCommand.ReconcileProvider;
import souk.payment.command.PaymentProvider.Told;
import souk.platform.command.Apart;
import souk.platform.command.Errands;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Notices get lost. So what the provider has told lately is listened to once more, from a little
 * before the last time that this went well; what is known already changes nothing.
 */
@Component
class Reconciliation {

    /** Clocks differ, and what was told a moment ago may not be listed yet. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final PaymentProvider provider;
    private final ObjectProvider<Errands> errands;
    private final Heard heard;
    private final Clock clock;
    private final Duration first;
    private final AtomicReference<@Nullable Instant> last = new AtomicReference<>();

    Reconciliation(
            PaymentProvider provider,
            ObjectProvider<Errands> errands,
            Heard heard,
            Clock clock,
            @Value("${souk.payment.reconcile-first:PT24H}") Duration first) {
        this.provider = provider;
        this.errands = errands;
        this.heard = heard;
        this.clock = clock;
        this.first = first;
    }

    @CommandHandler
    void decide(ReconcileProvider command) {
        Instant now = clock.instant();
        Instant before = last.get();
        Instant since = before == null ? now.minus(first) : before.minus(OVERLAP);
        Apart.from(
                () -> {
                    for (Told told : provider.toldSince(since)) {
                        listenTo(told);
                    }
                    return command;
                });
        last.set(now);
    }

    private void listenTo(Told told) {
        if (!heard.knows(told.notice())) {
            errands.getObject().send(new ReceiveNotice(told.object(), told.notice(), told.body()));
        }
    }
}
