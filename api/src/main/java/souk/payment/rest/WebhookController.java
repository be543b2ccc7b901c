package souk.payment.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import souk.kernel.Rejected;
import souk.payment.rest.NoticeRejection.BadSignature;

import java.io.IOException;
import java.time.Clock;

/** Takes what payment providers tell: checked, kept and answered at once, worked off afterwards. */
@RestController
class WebhookController {

    private final WebhookSecrets secrets;
    private final NoticeTable notices;
    private final NoticeWorkers workers;
    private final Clock clock;

    WebhookController(
            WebhookSecrets secrets, NoticeTable notices, NoticeWorkers workers, Clock clock) {
        this.secrets = secrets;
        this.notices = notices;
        this.workers = workers;
        this.clock = clock;
    }

    /** In Stripe's format, and signed as Stripe does. Told again, it is answered with 200, too. */
    @PostMapping("/api/payments/webhook")
    void receive(
            @RequestHeader(name = Signature.HEADER, required = false) @Nullable String signature,
            HttpServletRequest request)
            throws IOException {
        // as it came, or the signature would be of something else
        byte[] body = request.getInputStream().readAllBytes();
        if (signature == null
                || !Signature.read(signature).isGood(body, secrets.all(), clock.instant())) {
            throw new Rejected(new BadSignature());
        }
        if (notices.insert(Notice.read(body), body, clock.instant())) {
            workers.wake();
        }
    }
}
