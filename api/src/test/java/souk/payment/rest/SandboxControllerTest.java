package souk.payment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import souk.payment.SandboxCommand.Action;
import souk.payment.SandboxCommand.PayInSandbox;
import souk.payment.SandboxSession.Status;
import souk.platform.rest.Client;
import souk.platform.rest.Commands;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Queries;
import souk.platform.rest.Reply;
import souk.platform.rest.problem.ProblemException;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;

/** The page to pay on, for people and for tests. */
@HttpTest
class SandboxControllerTest {

    private static final String PAGE = "/sandbox/pay/" + StubProvider.SESSION;

    @Autowired Client client;
    @Autowired StubProvider provider;
    @Autowired Commands commands;
    @Autowired Queries queries;

    @BeforeEach
    void open() {
        provider.behave();
    }

    @Test
    void shows_what_is_paid_and_may_load_nothing() {
        Reply page = client.get(PAGE, "Accept", "text/html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy")).isEqualTo(SandboxPage.POLICY);
        assertThat(page.text())
                .contains("19.900 TND", "Two &lt;b&gt;mugs&lt;/b&gt; &amp; a &quot;plate&quot;")
                .contains("value=\"pay\"", "value=\"decline\"", "value=\"abandon\"")
                .contains("value=\"pay-late\"")
                .doesNotContain("<script", "<b>mugs");
    }

    @Test
    void has_no_form_once_it_is_paid() {
        provider.status = Status.PAID;

        assertThat(client.get(PAGE).text()).contains("Paid.").doesNotContain("<form");
    }

    @Test
    void can_be_paid_late_only_once_it_is_over() {
        provider.status = Status.EXPIRED;

        assertThat(client.get(PAGE).text())
                .contains("value=\"pay-late\"")
                .doesNotContain("value=\"pay\"");
    }

    @Test
    void is_paid_by_a_button() {
        Reply pressed =
                client.send(
                        "POST",
                        PAGE,
                        BodyPublishers.ofString("action=pay&copies=1&delayMillis=0"),
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(pressed.status()).isEqualTo(303);
        assertThat(pressed.header("Location")).endsWith(PAGE);
        assertThat(provider.payments)
                .containsExactly(
                        new PayInSandbox(
                                StubProvider.SESSION, Action.PAY, 1, Duration.ZERO, false));
    }

    @Test
    void can_be_told_how_to_tell() {
        Reply played =
                client.post(
                        PAGE,
                        """
                        {"action": "pay-late", "copies": 50, "delayMillis": 250, "shuffled": true}
                        """);

        assertThat(played.status()).isEqualTo(200);
        assertThat(played.json().path("status").asString()).isEqualTo("OPEN");
        assertThat(provider.payments)
                .containsExactly(
                        new PayInSandbox(
                                StubProvider.SESSION,
                                Action.PAY_LATE,
                                50,
                                Duration.ofMillis(250),
                                true));
    }

    @Test
    void refuses_what_cannot_be_done() {
        assertThat(client.post(PAGE, "{\"action\": \"steal\"}").status()).isEqualTo(400);
        assertThat(client.post(PAGE, "{\"action\": \"pay\", \"copies\": 0}").status())
                .isEqualTo(400);
        assertThat(client.get("/sandbox/pay/sbx_2").status()).isEqualTo(404);
        assertThat(client.post("/sandbox/pay/sbx_2", "{\"action\": \"pay\"}").status())
                .isEqualTo(404);
        assertThat(provider.payments).isEmpty();
    }

    @Test
    void is_not_there_where_money_is_real() {
        var real =
                new SandboxController(
                        commands, queries, new ProviderSettings("stripe", List.of("s"), null));

        org.assertj.core.api.Assertions.assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> real.show(StubProvider.SESSION))
                .satisfies(gone -> assertThat(gone.problem().status().value()).isEqualTo(404));
    }

    @Test
    void tells_its_secret_once() {
        RequestContextHolder.setRequestAttributes(
                new ServletRequestAttributes(new MockHttpServletRequest()));
        try {
            var secrets =
                    new WebhookSecrets(new ProviderSettings("sandbox", List.of(), null), queries);
            List<String> first = secrets.all();

            assertThat(first).hasSize(1).isEqualTo(secrets.all());
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }
}
