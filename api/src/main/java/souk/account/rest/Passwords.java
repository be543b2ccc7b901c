package souk.account.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords, and compares them: always once, whether there is something to compare or not.
 */
@Component
class Passwords {

    private static final long PATIENCE_SECONDS = 10;

    private final PasswordEncoder encoder;

    /** It keeps a processor busy on purpose, and others need some, too. */
    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private final CompletableFuture<String> nobodys;

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
        // takes a while, and nobody logs in yet
        this.nobodys = CompletableFuture.supplyAsync(() -> hash("nobody's password"));
    }

    String hash(Password password) {
        return hash(password.value());
    }

    private String hash(String password) {
        String hash = inTurn(() -> encoder.encode(password));
        if (hash == null) {
            throw new IllegalStateException("no hash");
        }
        return hash;
    }

    /** Takes as long where there is no hash. */
    boolean match(String given, @Nullable String hash) {
        String normal = Password.normal(given);
        String compared = hash == null ? nobodys.join() : hash;
        boolean matching = inTurn(() -> encoder.matches(normal, compared));
        return matching && hash != null && Password.fits(normal);
    }

    private <T extends @Nullable Object> T inTurn(Supplier<T> work) {
        try {
            if (!processors.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException(ProblemCode.SERVICE_UNAVAILABLE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemCode.SERVICE_UNAVAILABLE);
        }
        try {
            return work.get();
        } finally {
            processors.release();
        }
    }
}
