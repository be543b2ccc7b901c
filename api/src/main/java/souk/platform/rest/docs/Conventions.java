package souk.platform.rest.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;

import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;

import souk.platform.rest.Positions;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds to each operation the headers, parameters and answers that all of its kind have. */
class Conventions implements GlobalOpenApiCustomizer {

    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String PAGING = "paging";

    @Override
    public void customise(OpenAPI api) {
        api.getPaths().forEach((path, item) -> describe(path, item, api));
        api.getComponents().getSchemas().remove("Paging");
        api.getComponents().addSchemas(ProblemSchema.NAME, ProblemSchema.describe());
    }

    private static void describe(String path, PathItem item, OpenAPI api) {
        item.readOperationsMap()
                .forEach(
                        (method, operation) -> {
                            page(operation);
                            operation.setTags(
                                    operation.getTags().stream().map(Conventions::name).toList());
                            if (method == HttpMethod.GET) {
                                describeReading(operation);
                            } else {
                                describeChange(operation);
                            }
                            operation.getResponses().forEach((_, answer) -> describe(answer, api));
                            operation.getResponses().addApiResponse("default", problem());
                            if (!path.startsWith("/api/auth/log")) {
                                operation.addSecurityItem(
                                        new SecurityRequirement().addList(ApiDocs.ACCOUNT));
                            }
                        });
    }

    private static void describeReading(Operation operation) {
        operation.addParametersItem(
                header(Positions.HEADER, "Be answered no earlier than this position.", "4711"));
        operation.addParametersItem(
                header(
                        HttpHeaders.IF_NONE_MATCH,
                        "304 if this is still the version, and nothing else is shown.",
                        "\"7\""));
    }

    private static void describeChange(Operation operation) {
        operation.addParametersItem(
                header(
                        "Idempotency-Key",
                        "1 to 255 visible ASCII characters that nobody can guess, such as a UUID."
                                + " Kept for 24 hours.",
                        "0b8e5a0e-7a1f-4d0c-9f5e-3a1d5b7c9e21"));
        operation.addParametersItem(
                header(HttpHeaders.IF_MATCH, "412 unless this is the version.", "\"7\""));
    }

    private static void page(Operation operation) {
        List<Parameter> given = operation.getParameters();
        if (given == null || given.stream().noneMatch(Conventions::isPaging)) {
            return;
        }
        List<Parameter> parameters = new ArrayList<>(given);
        parameters.removeIf(Conventions::isPaging);
        Schema<Number> limit = new IntegerSchema()._default(20);
        limit.minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(100));
        parameters.add(query("limit", "Items on a page.", limit));
        parameters.add(query("cursor", "`nextCursor` of the page before.", new StringSchema()));
        parameters.add(query("total", "`true` to count the whole list.", new StringSchema()));
        operation.setParameters(parameters);
    }

    private static void describe(ApiResponse answer, OpenAPI api) {
        answer.addHeaderObject("X-Request-Id", reference("X-Request-Id"));
        if (hasVersion(answer, api.getComponents().getSchemas())) {
            answer.addHeaderObject(HttpHeaders.ETAG, reference(HttpHeaders.ETAG));
            answer.addHeaderObject(Positions.HEADER, reference(Positions.HEADER));
        }
    }

    @SuppressWarnings("rawtypes") // as swagger's model has it
    private static boolean hasVersion(ApiResponse answer, Map<String, Schema> schemas) {
        if (answer.getContent() == null) {
            return false;
        }
        return answer.getContent().values().stream()
                .map(MediaType::getSchema)
                .filter(schema -> schema != null && schema.get$ref() != null)
                .map(schema -> schemas.get(schema.get$ref().replaceAll(".*/", "")))
                .anyMatch(
                        schema ->
                                schema != null
                                        && schema.getProperties() != null
                                        && schema.getProperties().containsKey("version"));
    }

    private static ApiResponse problem() {
        Schema<?> schema = new Schema<>().$ref("#/components/schemas/" + ProblemSchema.NAME);
        return new ApiResponse()
                .description("Refused, or failed.")
                .content(new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(schema)));
    }

    // cart-controller
    private static String name(String controller) {
        return StringUtils.capitalize(controller.replace("-controller", ""));
    }

    private static boolean isPaging(Parameter parameter) {
        return PAGING.equals(parameter.getName());
    }

    private static Header reference(String header) {
        return new Header().$ref("#/components/headers/" + header);
    }

    private static Parameter header(String name, String description, String example) {
        return new Parameter()
                .in("header")
                .name(name)
                .description(description)
                .example(example)
                .schema(new StringSchema());
    }

    private static Parameter query(String name, String description, Schema<?> schema) {
        return new Parameter().in("query").name(name).description(description).schema(schema);
    }
}
