package souk.payment.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

import souk.kernel.Rejected;
import souk.payment.rest.NoticeRejection.BadSignature;
import souk.platform.rest.limit.Addresses;
import souk.platform.rest.limit.Buckets;
import souk.platform.rest.limit.RateLimit;
import souk.platform.rest.limit.Ration;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.time.Clock;

/** Signatures are guessed slowly. Good ones never count: a provider may have much to tell. */
@Component
class SignatureLimits {

    @ConfigurationProperties("souk.limits.notices")
    record Settings(RateLimit badSignatures) {}

    private final Buckets networks;

    SignatureLimits(Settings settings, Clock clock) {
        this.networks = new Buckets(settings.badSignatures(), clock);
    }

    /** What to throw where a signature is bad. */
    RuntimeException refusal(HttpServletRequest request, HttpServletResponse response) {
        Ration ration = networks.take(Addresses.networkOf(request));
        if (ration.granted()) {
            return new Rejected(new BadSignature());
        }
        ration.tell("bad-signatures", response);
        return new ProblemException(ProblemCode.RATE_LIMITED);
    }
}
