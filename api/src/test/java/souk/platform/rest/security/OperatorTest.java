package souk.platform.rest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

import souk.platform.rest.HttpTest;
import souk.platform.rest.MovableClock;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

@HttpTest
@ExtendWith(OutputCaptureExtension.class)
class OperatorTest {

    @Autowired JdbcClient db;
    @Autowired PasswordEncoder encoder;
    @Autowired MovableClock clock;

    @BeforeEach
    void forget() {
        db.sql("DELETE FROM http.operator").update();
    }

    private Operator start(String email, String password) {
        return new Operator(email, password, encoder, db, clock);
    }

    private boolean letsIn(Operator operator, String email, String password) {
        return encoder.matches(password, operator.loadUserByUsername(email).getPassword());
    }

    @Test
    void gets_a_password_that_is_shown_once_and_lasts(CapturedOutput log) {
        Operator first = start("", "");

        Matcher shown =
                Pattern.compile("admin@localhost and the password (\\S+)").matcher(log.getOut());
        assertThat(shown.find()).isTrue();
        String password = shown.group(1);
        assertThat(password).hasSizeGreaterThanOrEqualTo(20);
        assertThat(letsIn(first, "admin@localhost", password)).isTrue();

        Operator restarted = start("", "");
        assertThat(letsIn(restarted, "admin@localhost", password)).isTrue();
        assertThat(log.getOut()).containsOnlyOnce(password);
    }

    @Test
    void gets_one_also_where_only_the_address_is_configured(CapturedOutput log) {
        start("boss@example.org", "");
        assertThat(log.getOut()).contains("The operator is boss@example.org and the password");
    }

    @Test
    void has_the_configured_password_whatever_was_generated_before() {
        start("boss@example.org", "");
        Operator configured = start("boss@example.org", "correct horse");
        assertThat(letsIn(configured, "boss@example.org", "correct horse")).isTrue();
    }

    @Test
    void is_stored_as_a_hash_only(CapturedOutput log) {
        start("", "");
        String stored =
                db.sql("SELECT password_hash FROM http.operator").query(String.class).single();
        assertThat(stored).startsWith("$2");
        assertThat(log.getOut()).doesNotContain(stored);
    }

    @Test
    void is_the_only_one() {
        Operator operator = start("boss@example.org", "correct horse");
        assertThatExceptionOfType(UsernameNotFoundException.class)
                .isThrownBy(() -> operator.loadUserByUsername("admin@localhost"));
    }

    @Test
    void is_named_in_events_without_an_address() {
        Operator operator = start("boss@example.org", "correct horse");
        assertThat(operator.loadUserByUsername("boss@example.org").getUsername())
                .isEqualTo("operator");
    }
}
