package souk.platform.store;

import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementSetter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One AES key per data subject, in a table of its own. Erasing the key erases what was sealed with
 * it.
 */
public class SubjectKeys implements PersonalModule.Cipher {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    // finding one takes as long as using it
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(SubjectKeys::cipher);

    private static final byte[] ERASED = {};
    private static final String FIND =
            "select subject, coalesce(key, '') from event_store.subject_key where subject = %s";

    private final JdbcOperations jdbc;
    private final Clock clock;

    // other processes erase, too: no key is trusted for longer than this
    private final ConcurrentMap<String, byte[]> keys =
            Caffeine.newBuilder()
                    .maximumSize(100_000)
                    .expireAfterWrite(Duration.ofSeconds(30))
                    .<String, byte[]>build()
                    .asMap();

    /**
     * @param jdbc outside any transaction: a key must be on disk before what it seals is
     */
    public SubjectKeys(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes everything about the subject unreadable, for ever and everywhere. */
    public void erase(String subject) {
        // in one with the cache, so that no reader caches a key again that is being erased
        keys.compute(
                subject,
                (_, _) -> {
                    Timestamp now = Timestamp.from(clock.instant());
                    jdbc.update(
                            """
                            insert into event_store.subject_key (subject, key, created_at, erased_at)
                            values (?, null, ?, ?)
                            on conflict (subject) do update
                               set key = null, erased_at = excluded.erased_at
                             where subject_key.erased_at is null
                            """,
                            subject,
                            now,
                            now);
                    return ERASED;
                });
    }

    @Override
    public byte[] seal(String subject, byte[] plain) {
        byte[] key = reachable(() -> keys.computeIfAbsent(subject, this::findOrCreate));
        if (key == ERASED) {
            throw new ErasedSubjectException();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, subject, plain, 0);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    }

    @Override
    public byte @Nullable [] open(String subject, byte[] sealed) {
        byte[] key = reachable(() -> keys.computeIfAbsent(subject, this::find));
        if (key == null || key == ERASED) {
            return null;
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return crypt(Cipher.DECRYPT_MODE, key, nonce, subject, sealed, NONCE_BYTES);
    }

    private static <T extends @Nullable Object> T reachable(Supplier<T> work) {
        return Outage.reported("PostgreSQL", work);
    }

    private byte[] findOrCreate(String subject) {
        byte[] fresh = new byte[KEY_BYTES];
        RANDOM.nextBytes(fresh);
        jdbc.update(
                """
                insert into event_store.subject_key (subject, key, created_at) values (?, ?, ?)
                on conflict (subject) do nothing
                """,
                subject,
                fresh,
                Timestamp.from(clock.instant()));
        return Objects.requireNonNull(find(subject));
    }

    private byte @Nullable [] find(String subject) {
        return jdbc.query(FIND.formatted("?"), (row, _) -> keyIn(row), subject).stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * Reads the keys of all of them at once. One that is erased meanwhile stays so: it is in the
     * cache by then.
     */
    public void foresee(Collection<String> subjects) {
        String[] unknown =
                subjects.stream()
                        .filter(it -> !keys.containsKey(it))
                        .distinct()
                        .toArray(String[]::new);
        if (unknown.length > 0) {
            reachable(() -> jdbc.query(FIND.formatted("any (?)"), inArray(unknown), this::keep));
        }
    }

    private static PreparedStatementSetter inArray(String[] texts) {
        return statement ->
                statement.setArray(1, statement.getConnection().createArrayOf("text", texts));
    }

    private boolean keep(ResultSet rows) throws SQLException {
        while (rows.next()) {
            keys.putIfAbsent(rows.getString(1), keyIn(rows));
        }
        return true;
    }

    private static byte[] keyIn(ResultSet row) throws SQLException {
        byte[] key = row.getBytes(2);
        return key.length == 0 ? ERASED : key;
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] crypt(
            int mode, byte[] key, byte[] nonce, String subject, byte[] input, int offset) {
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(subject.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, offset, input.length - offset);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(
                    "A personal value of " + subject + " was tampered with", failed);
        }
    }
}
