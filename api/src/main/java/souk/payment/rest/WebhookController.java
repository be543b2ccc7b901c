package souk.payment.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.time.Clock;

/** Takes what payment providers tell: checked, kept and answered at once, worked off afterwards. */
@RestController
class WebhookController {

    private final WebhookSecrets secrets;
    private final SignatureLimits limits;
    private final NoticeWorkers workers;
    private final Clock clock;

    WebhookController(
            WebhookSecrets secrets, SignatureLimits limits, NoticeWorkers workers, Clock clock) {
        this.secrets = secrets;
        this.limits = limits;
        this.workers = workers;
        this.clock = clock;
    }

    /** In Stripe's format, and signed as Stripe does. Told again, it is answered with 200, too. */
    @PostMapping("/api/payments/webhook")
    void receive(
            @RequestHeader(name = Signature.HEADER, required = false) @Nullable String signature,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Signature signed = Signature.read(signature);
        if (!signed.mayBeGood(clock.instant())) {
            throw limits.refusal(request, response);
        }
        // as it came, or the signature would be of something else
        byte[] body = request.getInputStream().readAllBytes();
        if (!signed.isGood(body, secrets.all())) {
            throw limits.refusal(request, response);
        }
        workers.receive(Notice.read(body), body);
    }
}
