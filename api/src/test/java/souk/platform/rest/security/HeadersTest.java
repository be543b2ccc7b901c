package souk.platform.rest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.RawExchange;
import souk.platform.rest.Reply;

/** What browsers are told to do with answers, whoever gives them. */
@HttpTest
class HeadersTest {

    private static final String LARGE = "Content-Length: 9999999\n";

    @Autowired Client client;
    @Autowired WebApplicationContext context;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/ping HTTP/1.1\nHost: x\n\n",
                "GET /api/me HTTP/1.1\nHost: x\n\n",
                "GET /api/nothing HTTP/1.1\nHost: x\n\n",
                "GET /api/odd/overflow HTTP/1.1\nHost: x\n\n",
                "GET /api/projections HTTP/1.1\nHost: x\nAuthorization: Bearer x\n\n",
                "GET /docs HTTP/1.1\nHost: x\n\n",
                "GET /actuator/health HTTP/1.1\nHost: x\n\n",
                "GET /api/..;/ping HTTP/1.1\nHost: x\n\n",
                "GET /api//ping HTTP/1.1\nHost: x\n\n",
                // refused by filters
                "POST /api/carts HTTP/1.1\nHost: x\nSec-Fetch-Site: cross-site\n\n",
                "POST /api/carts HTTP/1.1\nHost: x\n" + LARGE + "\n",
                // refused by Tomcat
                "GET /api/ping?%zz=1 HTTP/1.1\nHost: x\n\n",
                "GET /<script> HTTP/1.1\nHost: x\n\n",
                "GET /api/ping HTTP/1.1\nHost: <script>\n\n",
            })
    void are_on_every_answer(String request) {
        RawExchange answer = RawExchange.with(client.port(), request);

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval");
        assertThat(answer.header("Cache-Control")).containsAnyOf("no-store", "private, no-cache");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("Strict-Transport-Security")).as("without TLS").isEmpty();
    }

    @Test
    void keep_where_somebody_is_to_themselves() {
        Reply reply = client.get("/api/ping");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
    }

    @Test
    void say_with_TLS_that_there_is_no_way_without() throws Exception {
        MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(get("/api/ping").secure(true))
                .andExpect(
                        header().string(
                                        "Strict-Transport-Security",
                                        "max-age=31536000 ; includeSubDomains"));
    }

    /** What is somebody's own may be kept by himself alone, and is asked for again. */
    @Test
    void keep_personal_answers_from_caches() {
        Reply account = client.get("/api/me", client.admin());
        assertThat(account.status()).isEqualTo(200);
        assertThat(account.header("Cache-Control")).isEqualTo("private, no-cache");
    }
}
