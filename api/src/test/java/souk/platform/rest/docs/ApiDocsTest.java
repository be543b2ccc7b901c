package souk.platform.rest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.annotations.Hidden;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import souk.cart.CartRejection;
import souk.kernel.CommonRejection;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;
import souk.platform.rest.problem.ProblemCode;
import souk.projection.ProjectionRejection;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

@HttpTest
class ApiDocsTest {

    @Autowired Client client;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private JsonNode document() {
        Reply reply = client.get("/api/openapi.json");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void lists_every_operation_there_is() {
        Set<String> mapped = new TreeSet<>();
        mappings.getHandlerMethods()
                .forEach(
                        (info, handler) -> {
                            if (handler.getBeanType().getName().startsWith("souk.")
                                    && !handler.getBeanType().isAnnotationPresent(Hidden.class)
                                    && !info.getMethodsCondition().getMethods().isEmpty()) {
                                info.getPatternValues().stream()
                                        .map(path -> path.replace("{*", "{"))
                                        .forEach(
                                                path ->
                                                        info.getMethodsCondition()
                                                                .getMethods()
                                                                .forEach(
                                                                        it ->
                                                                                mapped.add(
                                                                                        it + " "
                                                                                                + path)));
                            }
                        });
        Set<String> documented = new TreeSet<>();
        document()
                .path("paths")
                .forEachEntry(
                        (path, item) ->
                                item.propertyNames()
                                        .forEach(
                                                it ->
                                                        documented.add(
                                                                it.toUpperCase() + " " + path)));
        assertThat(mapped).hasSizeGreaterThan(10);
        assertThat(documented).isEqualTo(mapped);
    }

    @Test
    void says_what_is_only_begun_when_it_is_answered() {
        JsonNode paths = document().path("paths");
        for (String path : List.of("rebuilds", "rollback")) {
            assertThat(
                            paths.at("/~1api~1projections~1{name}~1" + path + "/post/responses")
                                    .propertyNames())
                    .contains("202")
                    .doesNotContain("200");
        }
    }

    @Test
    void describes_what_all_operations_have_in_common() {
        JsonNode paths = document().path("paths");
        JsonNode add = paths.path("/api/carts/current/items").path("post");
        assertThat(names(add)).contains("Idempotency-Key", "If-Match");
        assertThat(names(paths.path("/api/carts/current").path("get")))
                .contains("Souk-Position", "If-None-Match")
                .doesNotContain("Idempotency-Key");
        assertThat(
                        add.at("/responses/default/content/application~1problem+json/schema/$ref")
                                .asString())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(add.at("/responses/200/headers").propertyNames())
                .contains("ETag", "Souk-Position", "X-Request-Id");
        assertThat(names(paths.path("/api/projections/{name}/dead-letters").path("get")))
                .contains("limit", "cursor", "total")
                .doesNotContain("paging");
    }

    @Test
    void shows_values_as_clients_write_them() {
        JsonNode schemas = document().path("components").path("schemas");
        assertThat(schemas.at("/Item/properties/sku/type").asString()).isEqualTo("string");
        assertThat(schemas.at("/Item/properties/quantity/type").asString()).isEqualTo("integer");
        assertThat(schemas.at("/CartView/properties/id/type").asString()).isEqualTo("string");
        assertThat(schemas.at("/Item/required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("sku", "quantity");
        assertThat(schemas.at("/DeadLetter/required").valueStream().map(JsonNode::asString))
                .contains("id", "attempts")
                .doesNotContain("position", "error");
        assertThat(schemas.at("/CartViewLine/properties").has("currentPrice")).isTrue();
        assertThat(schemas.at("/OrderViewLine/properties").has("tax")).isTrue();
        assertThat(schemas.at("/OrderViewRefund/properties").has("problem")).isFalse();
        assertThat(schemas.at("/PaymentViewRefund/properties").has("problem")).isTrue();
        assertThat(schemas.at("/CartView/properties/lines/items/$ref").asString())
                .endsWith("/CartViewLine");
        assertThat(schemas.at("/OrderViewParcel/properties/lines/items/$ref").asString())
                .endsWith("/OrderViewLine");
        assertThat(schemas.has("CartId") || schemas.has("Sku")).isFalse();
    }

    @Test
    void names_every_code_that_a_problem_may_carry() {
        Set<String> documented = new TreeSet<>();
        document()
                .at("/components/schemas/Problem/properties/code/x-extensible-enum")
                .forEach(code -> documented.add(code.asString()));
        assertThat(documented)
                .containsAll(Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList())
                .contains("cart_not_found", "cart_full", "version_mismatch", "projection_behind")
                .hasSizeGreaterThanOrEqualTo(
                        ProblemCode.values().length + refusals().size() - 2); // shared, and renamed
    }

    private static List<Class<?>> refusals() {
        return Stream.of(CartRejection.class, CommonRejection.class, ProjectionRejection.class)
                .<Class<?>>flatMap(refusals -> Arrays.stream(refusals.getPermittedSubclasses()))
                .toList();
    }

    private static List<String> names(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    @Test
    void can_be_browsed_with_nothing_from_elsewhere() {
        Reply docs = client.get("/docs");
        assertThat(docs.status()).isEqualTo(302);
        String page = docs.header("Location");
        assertThat(page).endsWith("/swagger-ui/index.html");
        Reply index = client.get(page.replaceFirst("https?://[^/]*", ""));
        assertThat(index.status()).isEqualTo(200);
        assertThat(index.header("Content-Type")).startsWith("text/html");
        // the policy that it is served with would forbid it
        assertThat(index.text()).doesNotContain("<script>", "onload=", "http://", "https://");
        Reply start = client.get("/swagger-ui/swagger-initializer.js");
        assertThat(start.text()).doesNotContain("petstore", "https://");
        Reply config = client.get("/api/openapi.json/swagger-config");
        assertThat(config.json().path("url").asString()).isEqualTo("/api/openapi.json");
        assertThat(config.json().path("validatorUrl").asString()).isIn("", "none");
    }
}
