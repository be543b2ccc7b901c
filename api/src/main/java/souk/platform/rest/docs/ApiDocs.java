package souk.platform.rest.docs;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;

import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

import souk.platform.rest.Positions;

import java.util.List;

/** The OpenAPI document: what holds for every operation is said here, once. */
@Configuration(proxyBeanMethods = false)
class ApiDocs {

    static final String PROBLEM = "Problem";
    static final String OPERATOR = "operator";

    private static final String ABOUT =
            """
            An event-sourced commerce engine.

            **Retry safely**: send an `Idempotency-Key` with whatever changes something. The same \
            request again gets the first answer again, with `Idempotent-Replayed: true`.

            **Lose no update**: answers with a `version` carry it as `ETag`; send it back as \
            `If-Match`.

            **Read your writes**: answers to changes carry `Souk-Position`; a GET that sends it \
            back is answered no earlier than that.

            **Errors** are `application/problem+json` (RFC 9457) with a stable `code`. Bodies are \
            strict: members that are unknown, doubled, missing or of another type are refused.
            """;

    @Bean
    OpenAPI souk() {
        return new OpenAPI()
                .info(new Info().title("Souk").version("1").description(ABOUT))
                .components(
                        new Components()
                                .addSchemas(PROBLEM, problem())
                                .addHeaders(HttpHeaders.ETAG, header("The version, quoted."))
                                .addHeaders(
                                        Positions.HEADER,
                                        header("Send it back to read no earlier state than this."))
                                .addHeaders(
                                        "X-Request-Id", header("Names the request in our logs."))
                                .addSecuritySchemes(
                                        OPERATOR,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("basic")));
    }

    @Bean
    GlobalOpenApiCustomizer conventions() {
        return new Conventions();
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }

    private static Schema<?> problem() {
        Schema<String> code = new StringSchema();
        code.setDescription("Stable. More may come: " + ProblemCodes.all());
        code.addExtension("x-extensible-enum", ProblemCodes.all());
        Schema<Object> error = new ObjectSchema();
        error.addProperty("field", new StringSchema().description("such as `items[0].sku`"));
        error.addProperty("code", new StringSchema());
        error.addProperty("message", new StringSchema());
        Schema<Boolean> retryable = new BooleanSchema();
        retryable.setDescription("Whether the same request may succeed later.");
        Schema<Object> problem = new ObjectSchema();
        problem.setDescription("RFC 9457, with more members as the code has them.");
        problem.addProperty("type", new StringSchema());
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("code", code);
        problem.addProperty("detail", new StringSchema());
        problem.addProperty("errors", new ArraySchema().items(error));
        problem.addProperty("retryable", retryable);
        problem.addProperty("requestId", new StringSchema());
        problem.setRequired(List.of("type", "title", "status", "code", "retryable", "requestId"));
        problem.setAdditionalProperties(true);
        return problem;
    }
}
