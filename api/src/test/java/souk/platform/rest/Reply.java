package souk.platform.rest;

import org.assertj.core.api.Assertions;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the server answered. */
public record Reply(HttpResponse<byte[]> response) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return JSON.readTree(response.body());
    }

    public String code() {
        return json().path("code").asString("");
    }

    /** The cookie of the cart, as it is sent back. */
    public String cart() {
        return header("Set-Cookie").replaceAll(";.*", "");
    }

    /** Refused in the one form that refusals have. */
    public Reply isProblem(int status, String code) {
        Assertions.assertThat(text()).as("body").startsWith("{");
        Assertions.assertThat(code()).as(text()).isEqualTo(code);
        Assertions.assertThat(status()).isEqualTo(status);
        Assertions.assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        Assertions.assertThat(json().path("status").asInt()).isEqualTo(status);
        Assertions.assertThat(json().path("type").asString()).isEqualTo("about:blank");
        Assertions.assertThat(json().path("title").asString()).isNotBlank();
        Assertions.assertThat(json().path("requestId").asString())
                .isNotBlank()
                .isEqualTo(header("X-Request-Id"));
        Assertions.assertThat(text()).doesNotContain("Exception", "souk.", "java.", "Tomcat");
        return this;
    }

    /** ... because of this field. */
    public Reply names(String field, String code) {
        Assertions.assertThat(json().path("errors"))
                .as(text())
                .anySatisfy(
                        error -> {
                            Assertions.assertThat(error.path("field").asString()).isEqualTo(field);
                            Assertions.assertThat(error.path("code").asString()).isEqualTo(code);
                            Assertions.assertThat(error.path("message").asString()).isNotBlank();
                        });
        return this;
    }
}
