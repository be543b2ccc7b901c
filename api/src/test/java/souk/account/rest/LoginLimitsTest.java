package souk.account.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import souk.account.EmailAddress;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.MovableClock;
import souk.platform.rest.Reply;
import souk.platform.rest.limit.RateLimit;
import souk.platform.rest.problem.ProblemException;

import java.time.Duration;
import java.util.UUID;

@HttpTest
class LoginLimitsTest {

    private static final Duration ALL_FORGOTTEN = Duration.ofMinutes(31);

    @Autowired Client client;
    @Autowired MovableClock clock;

    private final String email = UUID.randomUUID() + "@example.org";

    @BeforeEach
    @AfterEach
    void forget() {
        clock.moveOn(ALL_FORGOTTEN);
    }

    private Reply login(String email, String password) {
        return client.post(
                "/api/auth/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    private void join() {
        client.post(
                "/api/accounts",
                """
                {"email": "%s", "password": "battery staple", "name": "Mia"}
                """
                        .formatted(email));
    }

    @Test
    void let_nobody_guess_on() {
        join();
        for (int i = 0; i < 10; i++) {
            login(email, "wrong").isProblem(401, "bad_credentials");
        }
        Reply refused = login(email.toUpperCase(), "wrong").isProblem(429, "rate_limited");
        assertThat(refused.json().get("retryable").booleanValue()).isTrue();
        int seconds = Integer.parseInt(refused.header("Retry-After"));
        assertThat(seconds).isBetween(60, 90); // time goes on, too
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"failed-logins\";q=10;w=900");
        assertThat(refused.header("RateLimit")).isEqualTo("\"failed-logins\";r=0;t=" + seconds);
        login(email, "battery staple").isProblem(429, "rate_limited");

        clock.moveOn(Duration.ofSeconds(91));
        assertThat(login(email, "battery staple").status()).isEqualTo(200);
    }

    @Test
    void are_the_same_for_an_address_that_nobody_has() {
        for (int i = 0; i < 10; i++) {
            login(email, "wrong").isProblem(401, "bad_credentials");
        }
        login(email, "wrong").isProblem(429, "rate_limited");
    }

    @Test
    void do_not_count_who_knows_the_password() {
        join();
        for (int i = 0; i < 15; i++) {
            assertThat(login(email, "battery staple").status()).isEqualTo(200);
        }
    }

    @Test
    void let_nobody_try_many_accounts_from_one_place() {
        var limit = new RateLimit(3, Duration.ofMinutes(15));
        var limits = new LoginLimits(new LoginLimits.Settings(limit, limit), false, clock);
        for (int i = 0; i < 3; i++) {
            assertThat(attempt(limits, "somebody" + i + "@example.org", "203.0.113.7")).isFalse();
        }
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> attempt(limits, "another@example.org", "203.0.113.7"));
        assertThat(attempt(limits, "another@example.org", "203.0.113.8")).isFalse();
        // what was refused because of the place counts for nobody's account
        assertThat(attempt(limits, "another@example.org", "203.0.113.9")).isFalse();
        assertThat(attempt(limits, "another@example.org", "203.0.113.10")).isFalse();
    }

    @Test
    void do_not_take_a_proxy_on_this_machine_for_one_place() {
        var limit = new RateLimit(3, Duration.ofMinutes(15));
        var limits = new LoginLimits(new LoginLimits.Settings(limit, limit), false, clock);
        for (int i = 0; i < 10; i++) {
            assertThat(attempt(limits, "somebody" + i + "@example.org", "127.0.0.1")).isFalse();
        }
    }

    private static boolean attempt(LoginLimits limits, String email, String from) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(from);
        return limits.attempt(
                new EmailAddress(email).key(), request, new MockHttpServletResponse(), () -> false);
    }
}
