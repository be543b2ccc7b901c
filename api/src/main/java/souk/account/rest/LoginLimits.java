package souk.account.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

import souk.account.EmailKey;
import souk.platform.rest.limit.Addresses;
import souk.platform.rest.limit.Buckets;
import souk.platform.rest.limit.RateLimit;
import souk.platform.rest.limit.Ration;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * Passwords are guessed slowly: of one account from anywhere, and of any account from one place.
 */
@Component
class LoginLimits {

    /** Only failures count, whatever address they are for: it may be nobody's. */
    @ConfigurationProperties("souk.limits.failed-logins")
    record Settings(RateLimit perAccount, RateLimit perAddress) {}

    private final Buckets accounts;
    private final Buckets addresses;

    private final boolean loopback;

    LoginLimits(
            Settings settings, @Value("${souk.limits.loopback}") boolean loopback, Clock clock) {
        this.accounts = new Buckets(settings.perAccount(), clock);
        this.addresses = new Buckets(settings.perAddress(), clock);
        this.loopback = loopback;
    }

    /** Runs the attempt, unless there have been too many that failed. */
    boolean attempt(
            EmailKey email,
            HttpServletRequest request,
            HttpServletResponse response,
            BooleanSupplier login) {
        // this very machine may be everybody behind a proxy, who must not lock each other out
        String network =
                loopback || !Addresses.isLoopback(request) ? Addresses.networkOf(request) : null;
        // taken first: many at once must not all pass
        mustBeGranted(accounts.take(email.value()), response);
        Ration ofNetwork = network == null ? null : addresses.take(network);
        boolean failed = false;
        try {
            if (ofNetwork != null) {
                mustBeGranted(ofNetwork, response);
            }
            failed = !login.getAsBoolean();
            return !failed;
        } finally {
            if (!failed) {
                accounts.giveBack(email.value());
            }
            if (!failed && network != null && ofNetwork != null && ofNetwork.granted()) {
                addresses.giveBack(network);
            }
        }
    }

    private static void mustBeGranted(Ration ration, HttpServletResponse response) {
        if (!ration.granted()) {
            ration.tell("failed-logins", response);
            throw new ProblemException(ProblemCode.RATE_LIMITED);
        }
    }
}
