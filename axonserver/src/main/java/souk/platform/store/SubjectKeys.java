package souk.platform.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

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

    private final JdbcOperations jdbc;
    private final Clock clock;
    private final ReentrantLock changing = new ReentrantLock();

    // other processes erase, too: no key is trusted for longer than this
    private final Cache<String, Optional<byte[]>> keys =
            Caffeine.newBuilder()
                    .maximumSize(100_000)
                    .expireAfterWrite(Duration.ofSeconds(30))
                    .build();

    public SubjectKeys(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes everything about the subject unreadable, for ever and everywhere. */
    public void erase(String subject) {
        changing.lock();
        try {
            Timestamp now = Timestamp.from(clock.instant());
            jdbc.update(
                    """
                    insert into event_store.subject_key (subject, key, created_at, erased_at)
                    values (?, null, ?, ?)
                    on conflict (subject) do update set key = null, erased_at = excluded.erased_at
                    where subject_key.erased_at is null
                    """,
                    subject,
                    now,
                    now);
            keys.put(subject, Optional.empty());
        } finally {
            changing.unlock();
        }
    }

    @Override
    public byte[] seal(String subject, byte[] plain) {
        byte[] key = keyToSeal(subject).orElseThrow(() -> new ErasedSubjectException(subject));
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, subject, plain, 0);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    }

    @Override
    public byte @Nullable [] open(String subject, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return keyToOpen(subject)
                .map(key -> crypt(Cipher.DECRYPT_MODE, key, nonce, subject, sealed, NONCE_BYTES))
                .orElse(null);
    }

    private Optional<byte[]> keyToOpen(String subject) {
        Optional<byte[]> cached = keys.getIfPresent(subject);
        return cached != null ? cached : locked(subject, this::find);
    }

    private Optional<byte[]> keyToSeal(String subject) {
        Optional<byte[]> cached = keys.getIfPresent(subject);
        return cached != null ? cached : locked(subject, this::findOrCreate);
    }

    // under the lock, so that no reader caches a key again that is being erased
    private Optional<byte[]> locked(
            String subject, java.util.function.Function<String, Optional<byte[]>> load) {
        changing.lock();
        try {
            Optional<byte[]> key = Outage.reported("PostgreSQL", () -> load.apply(subject));
            keys.put(subject, key);
            return key;
        } finally {
            changing.unlock();
        }
    }

    private Optional<byte[]> findOrCreate(String subject) {
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
        return find(subject);
    }

    private Optional<byte[]> find(String subject) {
        List<byte[]> found =
                jdbc.query(
                        "select key from event_store.subject_key where subject = ?",
                        (row, _) -> row.getBytes(1) == null ? new byte[0] : row.getBytes(1),
                        subject);
        return found.stream().filter(key -> key.length == KEY_BYTES).findFirst();
    }

    private static byte[] crypt(
            int mode, byte[] key, byte[] nonce, String subject, byte[] input, int offset) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(subject.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return cipher.doFinal(input, offset, input.length - offset);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(
                    "A personal value of " + subject + " was tampered with", failed);
        }
    }
}
