package souk.platform.rest.call;

import org.springframework.stereotype.Component;

import souk.kernel.Ids;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;

/**
 * Where ids and tokens come from: random, yet the same again when a keyed request is taken up anew.
 */
@Component
public class Mint {

    private static final int ID_BYTES = 10;
    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Mint(Clock clock) {
        this.clock = clock;
    }

    public String id(String prefix) {
        return Ids.of(prefix, now().toEpochMilli(), bytes(ID_BYTES));
    }

    /** Not to be guessed by anybody: 256 random bits as 43 characters of URL-safe base 64. */
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
    }

    /** The time of this request's first attempt. */
    public Instant now() {
        OnceOnly onceOnly = Call.current().onceOnly();
        return onceOnly == null ? clock.instant() : onceOnly.begun();
    }

    private byte[] bytes(int length) {
        OnceOnly onceOnly = Call.current().onceOnly();
        if (onceOnly != null) {
            return onceOnly.random(length);
        }
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
