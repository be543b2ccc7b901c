package souk.platform.rest.docs;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;

import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

import souk.platform.rest.Positions;

import java.util.List;

/** The OpenAPI document: what holds for every operation is said here, once. */
@Configuration(proxyBeanMethods = false)
class ApiDocs {

    static final String ACCOUNT = "account";

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
                .servers(List.of(new Server().url("/").description("This server")))
                .info(new Info().title("Souk").version("1").description(ABOUT))
                .components(
                        new Components()
                                .addHeaders(HttpHeaders.ETAG, header("The version, quoted."))
                                .addHeaders(
                                        Positions.HEADER,
                                        header("Send it back to read no earlier state than this."))
                                .addHeaders(
                                        "X-Request-Id", header("Names the request in our logs."))
                                .addSecuritySchemes(
                                        ACCOUNT,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .bearerFormat("JWT")));
    }

    @Bean
    GlobalOpenApiCustomizer conventions() {
        return new Conventions();
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }
}
