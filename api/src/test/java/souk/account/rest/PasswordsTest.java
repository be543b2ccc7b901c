package souk.account.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import souk.kernel.InvalidValue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class PasswordsTest {

    /** Bcrypt, how often it was used, and by how many at once. */
    private static final class Counting implements PasswordEncoder {

        private final PasswordEncoder bcrypt = new BCryptPasswordEncoder(4);
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private int comparisons;

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                return bcrypt.encode(password);
            } finally {
                now.decrementAndGet();
            }
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            comparisons++;
            return bcrypt.matches(password, hash);
        }
    }

    private final Counting encoder = new Counting();
    private final Passwords passwords = new Passwords(encoder);

    @Test
    void take_as_long_for_an_unknown_address() {
        String hash = passwords.hash(new Password("correct horse"));
        assertThat(passwords.match("correct horse", hash)).isTrue();
        assertThat(encoder.comparisons).isEqualTo(1);
        assertThat(passwords.match("wrong horse", hash)).isFalse();
        assertThat(encoder.comparisons).isEqualTo(2);
        assertThat(passwords.match("correct horse", null)).isFalse();
        assertThat(encoder.comparisons).isEqualTo(3);
    }

    @Test
    void leave_processors_to_others() throws Exception {
        List<Thread> crowd =
                Stream.generate(
                                () ->
                                        Thread.startVirtualThread(
                                                () ->
                                                        passwords.hash(
                                                                new Password("correct horse"))))
                        .limit(200)
                        .toList();
        for (Thread each : crowd) {
            each.join();
        }

        assertThat(encoder.most)
                .hasPositiveValue()
                .hasValueLessThanOrEqualTo(
                        Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    @Test
    void of_nobody_match_nothing() {
        assertThat(passwords.match("nobody's password", null)).isFalse();
    }

    @Test
    void are_the_same_however_an_accent_was_typed() {
        String hash = passwords.hash(new Password("cafe\u0301 noir"));
        assertThat(passwords.match("caf\u00e9 noir", hash)).isTrue();
    }

    @Test
    void are_compared_to_their_end() {
        String hash = passwords.hash(new Password("x".repeat(72)));
        assertThat(passwords.match("x".repeat(72), hash)).isTrue();
        assertThat(passwords.match("x".repeat(73), hash)).isFalse();
    }

    @Test
    void have_eight_characters_and_no_more_than_bcrypt_looks_at() {
        for (String bad : new String[] {"", "1234567", "x".repeat(73), "\u00e9".repeat(37)}) {
            assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new Password(bad));
        }
        assertThat(new Password("\ud83d\ude00".repeat(8)).value()).hasSize(16);
        assertThat(new Password("12345678")).hasToString("a password");
    }
}
