package souk;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Applied as RFC 6902 has it, as far as our patches go. */
final class JsonPatch {

    private JsonPatch() {}

    static JsonNode applied(JsonNode patch, JsonNode before) {
        JsonNode tree = before.deepCopy();
        for (JsonNode operation : patch) {
            String path = operation.get("path").stringValue();
            if (path.isEmpty()) {
                tree = operation.get("value").deepCopy();
            } else {
                apply(operation, path, tree);
            }
        }
        return tree;
    }

    private static void apply(JsonNode operation, String path, JsonNode tree) {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        String op = operation.get("op").stringValue();
        JsonNode value = operation.get("value");
        switch (tree.at(path.substring(0, slash))) {
            case ObjectNode parent when op.equals("remove") -> mustHave(parent.remove(name));
            case ObjectNode parent when op.equals("replace") ->
                    mustHave(parent.replace(name, value));
            case ObjectNode parent -> parent.set(name, value);
            case ArrayNode parent when op.equals("remove") ->
                    mustHave(parent.remove(Integer.parseInt(name)));
            case ArrayNode parent when op.equals("replace") ->
                    mustHave(parent.set(Integer.parseInt(name), value));
            case ArrayNode parent -> parent.insert(Integer.parseInt(name), value);
            default -> throw new AssertionError("nothing at " + path);
        }
    }

    private static void mustHave(JsonNode before) {
        if (before == null) {
            throw new AssertionError("nothing to change");
        }
    }
}
