package souk.platform.rest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import souk.platform.rest.HttpTest;
import souk.platform.rest.MovableClock;
import souk.platform.rest.problem.ProblemWriter;

import java.io.IOException;
import java.time.Duration;

@HttpTest
class LimitFilterTest {

    private static final String THERE = "203.0.113.7";
    private static final String ELSEWHERE = "203.0.113.8";

    private final MovableClock clock = new MovableClock();

    @Autowired ProblemWriter problems;

    private LimitFilter limits;

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    private void limits(boolean loopback) {
        var minute = Duration.ofMinutes(1);
        var settings =
                new LimitSettings(
                        new RateLimit(3, minute),
                        new RateLimit(2, minute),
                        new RateLimit(1, minute),
                        loopback);
        limits = new LimitFilter(settings, clock, problems);
    }

    private MockHttpServletResponse ask(String method, String path, String from)
            throws ServletException, IOException {
        if (limits == null) {
            limits(false);
        }
        var request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr(from);
        var response = new MockHttpServletResponse();
        limits.doFilter(request, response, new MockFilterChain());
        return response;
    }

    private int status(String method, String path, String from) throws Exception {
        return ask(method, path, from).getStatus();
    }

    @Test
    void hold_for_each_network_and_each_class_of_requests() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(status("GET", "/api/ping", THERE)).isEqualTo(200);
        }
        assertThat(status("GET", "/api/ping", THERE)).isEqualTo(429);
        assertThat(status("GET", "/api/ping", ELSEWHERE)).isEqualTo(200);
        assertThat(status("POST", "/api/carts", THERE)).isEqualTo(200);
        assertThat(status("DELETE", "/api/carts", THERE)).isEqualTo(200);
        assertThat(status("PUT", "/api/carts", THERE)).isEqualTo(429);
        assertThat(status("POST", "/api/auth/refresh", THERE)).isEqualTo(200);
        assertThat(status("POST", "/api/accounts", THERE)).isEqualTo(429);
    }

    @Test
    void hold_however_the_path_is_written() throws Exception {
        assertThat(status("POST", "/%61pi/auth/login", THERE)).isEqualTo(200);
        assertThat(status("POST", "/api/%61ccounts", THERE)).isEqualTo(429);
        assertThat(status("POST", "/%61pi/c%61rts", THERE)).isEqualTo(200);
        assertThat(status("POST", "/s%61ndbox/pay/sbx_1", THERE)).isEqualTo(200);
        assertThat(status("POST", "/api/carts", THERE)).isEqualTo(429);
    }

    @Test
    void hold_for_what_is_pressed_in_the_sandbox() throws Exception {
        assertThat(status("POST", "/sandbox/pay/sbx_1", THERE)).isEqualTo(200);
        assertThat(status("POST", "/sandbox/pay/sbx_2", THERE)).isEqualTo(200);
        assertThat(status("POST", "/sandbox/pay/sbx_1", THERE)).isEqualTo(429);
        assertThat(status("GET", "/sandbox/pay/sbx_1", THERE)).isEqualTo(200);
    }

    @Test
    void tell_what_is_left_and_when_there_is_more() throws Exception {
        MockHttpServletResponse first = ask("POST", "/api/carts", THERE);
        assertThat(first.getHeader("RateLimit-Policy")).isEqualTo("\"writes\";q=2;w=60");
        assertThat(first.getHeader("RateLimit")).isEqualTo("\"writes\";r=1;t=30");
        ask("POST", "/api/carts", THERE);
        MockHttpServletResponse refused = ask("POST", "/api/carts", THERE);
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getContentAsString()).contains("\"code\":\"rate_limited\"");
        assertThat(refused.getHeader("Retry-After")).isEqualTo("30");
        assertThat(refused.getHeader("RateLimit")).isEqualTo("\"writes\";r=0;t=30");

        clock.moveOn(Duration.ofSeconds(31));
        assertThat(status("POST", "/api/carts", THERE)).isEqualTo(200);
    }

    @Test
    void keep_nobody_waiting_for_an_hour_that_comes_again() throws Exception {
        ask("POST", "/api/carts", THERE);
        ask("POST", "/api/carts", THERE);
        clock.moveOn(Duration.ofHours(-1));
        assertThat(status("POST", "/api/carts", THERE)).isEqualTo(429);

        clock.moveOn(Duration.ofSeconds(31));
        assertThat(status("POST", "/api/carts", THERE)).isEqualTo(200);
    }

    @Test
    void hold_for_accounts_wherever_they_are() throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken("acc_1", "", "ROLE_CUSTOMER"));
        assertThat(status("POST", "/api/carts", THERE)).isEqualTo(200);
        assertThat(status("POST", "/api/carts", ELSEWHERE)).isEqualTo(200);
        assertThat(status("POST", "/api/carts", THERE)).isEqualTo(429);
        leave();
        assertThat(status("POST", "/api/carts", THERE)).isEqualTo(200);
    }

    @Test
    void count_what_is_about_passwords_by_network_whoever_it_is() throws Exception {
        for (String account : new String[] {"acc_1", "acc_2"}) {
            SecurityContextHolder.getContext()
                    .setAuthentication(new TestingAuthenticationToken(account, ""));
            assertThat(status("POST", "/api/accounts", THERE))
                    .isEqualTo(account.equals("acc_1") ? 200 : 429);
        }
        assertThat(status("POST", "/api/accounts", ELSEWHERE)).isEqualTo(200);
    }

    @Test
    void take_a_network_of_version_6_for_one() throws Exception {
        assertThat(status("POST", "/api/carts", "2001:db8:1:2::1")).isEqualTo(200);
        assertThat(status("POST", "/api/carts", "2001:db8:1:2:ffff::2")).isEqualTo(200);
        assertThat(status("POST", "/api/carts", "2001:db8:1:2::3")).isEqualTo(429);
        assertThat(status("POST", "/api/carts", "2001:db8:1:3::1")).isEqualTo(200);
    }

    @Test
    void leave_this_machine_and_other_paths_alone() throws Exception {
        for (int i = 0; i < 5; i++) {
            MockHttpServletResponse here = ask("POST", "/api/carts", "127.0.0.1");
            assertThat(here.getStatus()).isEqualTo(200);
            assertThat(here.getHeaderNames()).doesNotContain("RateLimit");
            assertThat(status("GET", "/actuator/health", THERE)).isEqualTo(200);
        }
        limits(true);
        ask("POST", "/api/carts", "::1");
        ask("POST", "/api/carts", "::1");
        assertThat(status("POST", "/api/carts", "::1")).isEqualTo(429);
    }
}
