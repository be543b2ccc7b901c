package souk.account.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import souk.kernel.InvalidValue;

class PasswordsTest {

    /** Bcrypt, and how often it was used. */
    private static final class Counting implements PasswordEncoder {

        private final PasswordEncoder bcrypt = new BCryptPasswordEncoder(4);
        private int comparisons;

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return bcrypt.encode(password);
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
