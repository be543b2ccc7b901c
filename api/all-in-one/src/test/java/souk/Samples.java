package souk;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.function.Supplier;

/** Bodies that make sense, as far as the schema and the names of members tell. */
record Samples(ServedApi api, Map<String, Supplier<String>> known) {

    private static final int DEEPEST = 6;

    JsonNode of(JsonNode schema) {
        return of("", schema, 0);
    }

    private JsonNode of(String name, JsonNode described, int depth) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        JsonNode schema = api.resolved(described);
        if (depth > DEEPEST) {
            return json.nullNode();
        }
        if (known.containsKey(name)) {
            return json.stringNode(known.get(name).get());
        }
        for (String choice : new String[] {"oneOf", "anyOf", "allOf"}) {
            if (schema.has(choice)) {
                return of(name, schema.get(choice).get(0), depth + 1);
            }
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" ->
                    json.arrayNode().add(of(singular(name), schema.path("items"), depth + 1));
            case "integer", "number" -> json.numberNode(number(name));
            case "boolean" -> json.booleanNode(true);
            default -> json.stringNode("Something");
        };
    }

    // a type, or one of several, such as ["string", "null"]
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.get(0).asString();
        }
        return type.isMissingNode()
                ? schema.has("properties") ? "object" : "string"
                : type.asString();
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        schema.path("properties")
                .properties()
                .forEach(
                        each ->
                                object.set(
                                        each.getKey(),
                                        of(each.getKey(), each.getValue(), depth + 1)));
        if (schema.path("additionalProperties").isObject()) {
            object.set("size", of("size", schema.get("additionalProperties"), depth + 1));
        }
        return object;
    }

    private static String singular(String name) {
        return name.replaceAll("s$", "");
    }

    // a price that is compared with is above the price
    private static int number(String name) {
        return name.equals("amount") ? 19_900 : 2;
    }
}
