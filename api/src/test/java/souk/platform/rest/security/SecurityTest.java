package souk.platform.rest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;

@HttpTest
class SecurityTest {

    static final String LETTER = "/api/projections/cart.view/dead-letters/1";

    @Autowired Client client;
    @Autowired WebApplicationContext context;

    @Nested
    class Projections {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/api/projections",
                    "/api/projections/cart.view",
                    "/api/projections/",
                    "/api/projections/cart.view/dead-letters",
                    "/api/projections/no/such/thing"
                })
        void are_not_for_everybody(String path) {
            Reply refused = client.get(path).isProblem(401, "unauthenticated");
            assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"Souk\"");
        }

        @Test
        void are_not_for_those_with_something_else_than_a_token() {
            for (String nonsense : new String[] {"Bearer nonsense", "Bearer", "Bearer a.b.c"}) {
                Reply refused =
                        client.get("/api/projections", "Authorization", nonsense)
                                .isProblem(401, "unauthenticated");
                assertThat(refused.header("WWW-Authenticate"))
                        .isEqualTo("Bearer realm=\"Souk\", error=\"invalid_token\"");
            }
            client.get("/api/projections", "Authorization", "Basic Ym9zczpjb3JyZWN0")
                    .isProblem(401, "unauthenticated");
        }

        @Test
        void are_changed_by_nobody_without_credentials() {
            client.delete(LETTER + "?reason=x").isProblem(401, "unauthenticated");
            client.post(LETTER + "/retry", "").isProblem(401, "unauthenticated");
        }

        @Test
        void are_read_but_not_changed_by_analysts() throws Exception {
            expect(get("/api/projections"), "ANALYST", 503);
            expect(delete(LETTER).param("reason", "x"), "ANALYST", 403);
            expect(post(LETTER + "/retry"), "ANALYST", 403);
        }

        @Test
        void are_no_business_of_customers() throws Exception {
            expect(get("/api/projections"), "CUSTOMER", 403);
        }

        @Test
        void are_changed_by_admins() throws Exception {
            // nobody handles it here: but it has been let through
            expect(post(LETTER + "/retry"), "ADMIN", 503);
        }

        private void expect(MockHttpServletRequestBuilder request, String role, int status)
                throws Exception {
            MockMvc mvc =
                    MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
            mvc.perform(request.with(user("acc_1").roles(role)))
                    .andExpect(status().is(status))
                    .andExpect(
                            jsonPath("$.code")
                                    .value(status == 403 ? "forbidden" : "service_unavailable"));
        }
    }

    @Nested
    class The_first_admin {

        @Test
        void is_let_in_whatever_the_case_of_the_address() {
            client.get("/api/projections", client.login("Boss@Example.org", "correct horse"))
                    .isProblem(503, "service_unavailable");
        }
    }

    @Nested
    class Health {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/actuator/health",
                    "/actuator/health/liveness",
                    "/actuator/health/readiness"
                })
        void is_for_everybody_without_details(String path) {
            Reply health = client.get(path);
            assertThat(health.status()).as(health.text()).isEqualTo(200);
            assertThat(health.json().path("status").asString()).isEqualTo("UP");
            assertThat(health.json().has("components")).isFalse();
        }

        @Test
        void has_details_for_admins() {
            Reply health = client.get("/actuator/health", client.admin());
            assertThat(health.json().path("components").has("db")).as(health.text()).isTrue();
        }
    }

    @Nested
    class Metrics {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/actuator",
                    "/actuator/prometheus",
                    "/actuator/metrics",
                    "/actuator/info",
                    "/actuator/env",
                    "/actuator/nothing"
                })
        void are_not_for_everybody(String path) {
            Reply refused = client.get(path);
            assertThat(refused.status()).isIn(401, 404);
            refused.isProblem(refused.status(), refused.code());
        }

        @Test
        void are_for_admins() {
            Reply metrics = client.get("/actuator/prometheus", client.admin());
            assertThat(metrics.status()).isEqualTo(200);
            assertThat(metrics.text()).contains("http_server_requests_seconds_count");
        }
    }
}
