package souk.account.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

import java.util.concurrent.CompletableFuture;

/**
 * Hashes passwords, and compares them: always once, whether there is something to compare or not.
 */
@Component
class Passwords {

    private final PasswordEncoder encoder;
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
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash");
        }
        return hash;
    }

    /** Takes as long where there is no hash. */
    boolean match(String given, @Nullable String hash) {
        String normal = Password.normal(given);
        boolean matching = encoder.matches(normal, hash == null ? nobodys.join() : hash);
        return matching && hash != null && Password.fits(normal);
    }
}
