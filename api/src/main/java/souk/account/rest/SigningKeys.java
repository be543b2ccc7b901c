package souk.account.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The keys of all nodes. The newest signs; the others verify until their tokens have expired. */
@Component
class SigningKeys implements JWKSource<SecurityContext> {

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(1);

    /** For clocks that differ, and for others who have fetched our keys. */
    private static final Duration GRACE = Duration.ofHours(1);

    private record Known(List<SigningKey> newestFirst, Instant at) {

        JWKSet set() {
            return new JWKSet(newestFirst.stream().<JWK>map(SigningKey::jwk).toList());
        }
    }

    private final SigningKeyTable table;
    private final AuthSettings settings;
    private final Clock clock;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    SigningKeys(SigningKeyTable table, AuthSettings settings, Clock clock) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    /** The key that signs now. */
    ECKey current() {
        List<SigningKey> keys = known().newestFirst();
        if (keys.isEmpty() || isOld(keys.getFirst())) {
            keys = rotate().newestFirst();
        }
        return keys.getFirst().jwk();
    }

    /** What others need to check our tokens. */
    JWKSet published() {
        current();
        return known().set().toPublicJWKSet();
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            return find(selector);
        } catch (RuntimeException away) { // or it would look as if the token were bad
            throw new KeySourceException("The keys can't be read", away);
        }
    }

    private List<JWK> find(JWKSelector selector) {
        Known keys = known();
        List<JWK> found = selector.select(keys.set());
        // another node may sign with a newer key than we have seen
        if (found.isEmpty() && keys.at().plus(LOOK_AGAIN_AFTER).isBefore(clock.instant())) {
            found = selector.select(load().set());
        }
        return found;
    }

    private Known known() {
        Known keys = known.get();
        return keys == null ? load() : keys;
    }

    private Known load() {
        Known keys = new Known(table.newestFirst(), clock.instant());
        known.set(keys);
        return keys;
    }

    private boolean isOld(SigningKey key) {
        return !key.createdAt().plus(settings.keysLast()).isAfter(clock.instant());
    }

    private Known rotate() {
        table.alone(
                () -> {
                    List<SigningKey> keys = table.newestFirst();
                    if (keys.isEmpty() || isOld(keys.getFirst())) { // another node may be first
                        table.insert(new SigningKey(generate(), clock.instant()));
                        dropExpired(keys);
                    }
                });
        return load();
    }

    // a key signs until the next one is made, and its last token is good for a while after that
    private void dropExpired(List<SigningKey> newestFirst) {
        Instant limit = clock.instant().minus(settings.accessTokensLast()).minus(GRACE);
        for (int i = 1; i < newestFirst.size(); i++) {
            if (newestFirst.get(i - 1).createdAt().isBefore(limit)) {
                table.delete(newestFirst.get(i).jwk().getKeyID());
            }
        }
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
