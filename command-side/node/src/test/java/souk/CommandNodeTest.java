package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;

import souk.platform.postgres.TestPostgres;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Objects;

/** The node starts, and the class path has decided what is in it. */
@SpringBootTest(
        classes = CommandNode.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class CommandNodeTest {

    @Autowired ApplicationContext context;
    @LocalServerPort int port;

    private boolean has(String side) {
        return Arrays.stream(context.getBeanDefinitionNames())
                .map(context::getType)
                .filter(Objects::nonNull)
                .anyMatch(type -> type.getPackageName().equals("souk.platform." + side));
    }

    @Test
    void has_its_own_side_and_no_other() {
        assertThat(has("command")).isTrue();
        assertThat(has("query")).isFalse();
        assertThat(has("rest")).isFalse();
    }

    /** Nobody logs in here, so there is nobody whom it could tell more. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/liveness", "/readiness"})
    void tells_how_it_is_and_no_more(String group) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + port + "/actuator/health" + group))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var health = http.send(request, BodyHandlers.ofString());

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"status\":\"UP\"").doesNotContain("components");
        }
    }
}
