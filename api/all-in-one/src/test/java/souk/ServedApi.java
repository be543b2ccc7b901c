package souk;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the product says of itself: the operations of the OpenAPI document it serves. */
record ServedApi(JsonNode document) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** A place for a value outside of the body: {@code path}, {@code query} or {@code header}. */
    record Parameter(String in, String name, JsonNode schema) {}

    record Operation(
            String method,
            String path,
            List<Parameter> parameters,
            JsonNode body,
            boolean needsBody) {

        List<Parameter> in(String place) {
            return parameters.stream().filter(each -> each.in().equals(place)).toList();
        }

        boolean takesBody() {
            return !body.isMissingNode();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static ServedApi of(Shopper reader) {
        return new ServedApi(reader.get("/api/openapi.json").json());
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue().properties().stream()
                                        .filter(each -> METHODS.contains(each.getKey()))
                                        .forEach(
                                                each ->
                                                        operations.add(
                                                                operation(
                                                                        each.getKey(),
                                                                        path.getKey(),
                                                                        each.getValue()))));
        return operations;
    }

    private Operation operation(String method, String path, JsonNode described) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : described.path("parameters")) {
            parameters.add(
                    new Parameter(
                            parameter.get("in").asString(),
                            parameter.get("name").asString(),
                            resolved(parameter.path("schema"))));
        }
        JsonNode body = described.at("/requestBody/content/application~1json/schema");
        boolean needsBody = described.at("/requestBody/required").asBoolean(false);
        return new Operation(method.toUpperCase(), path, parameters, resolved(body), needsBody);
    }

    /** The schema itself where there is a reference to one. */
    JsonNode resolved(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isMissingNode()
                ? schema
                : resolved(document.at(reference.asString().substring(1)));
    }
}
