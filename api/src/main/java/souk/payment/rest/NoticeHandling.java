package souk.payment.rest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.payment.PaymentCommand.ReceiveNotice;
import souk.payment.rest.NoticeTable.Work;
import souk.platform.rest.OwnCommands;
import souk.platform.rest.problem.ProblemException;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hands a notice to payments, and keeps what became of it where that was not to be done with it.
 */
@Component
class NoticeHandling {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeHandling.class);

    /** What passes by itself is given that many times the patience. */
    private static final int MORE_PATIENCE = 10;

    private final NoticeTable notices;
    private final OwnCommands commands;
    private final InboxSettings settings;
    private final Clock clock;

    NoticeHandling(NoticeTable notices, OwnCommands commands, InboxSettings settings, Clock clock) {
        this.notices = notices;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether it is done, which is for the caller to keep. */
    boolean handle(Work work) {
        String body = new String(work.body(), StandardCharsets.UTF_8);
        try {
            commands.send(new ReceiveNotice(work.object(), work.id(), body), work.id());
        } catch (Rejected refused) {
            Rejection rejection = refused.rejection();
            String reason = rejection.code() + ": " + rejection.message();
            failed(work, reason, rejection.retryable() ? passing() : 0);
            return false;
        } catch (ProblemException unreachable) {
            failed(work, unreachable.problem().code(), passing());
            return false;
        } catch (RuntimeException unexplained) {
            LOG.warn("Notice {} failed", work.id(), unexplained);
            failed(work, unexplained.toString(), settings.mostAttempts());
            return false;
        }
        return true;
    }

    private int passing() {
        return settings.mostAttempts() * MORE_PATIENCE;
    }

    private void failed(Work work, String reason, int mostAttempts) {
        Instant now = clock.instant();
        if (work.attempts() >= mostAttempts) {
            LOG.warn("Notice {} is parked: {}", work.id(), reason);
            notices.park(work, now, reason);
        } else {
            var rest = settings.restAfter(work.attempts(), ThreadLocalRandom.current());
            notices.again(work, now.plus(rest), reason);
        }
    }
}
