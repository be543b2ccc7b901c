package souk.platform.rest.docs;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;

import java.util.List;

/** What every refusal looks like. */
final class ProblemSchema {

    static final String NAME = "Problem";

    private ProblemSchema() {}

    static Schema<?> describe() {
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
