package souk.audit.command;

import souk.audit.PatchOperation;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** What becomes of a tree by a patch, as RFC 6902 has it. */
final class Patched {

    private static final JsonMapper JSON = new JsonMapper();

    private Patched() {}

    static JsonNode by(List<PatchOperation> patch, JsonNode before) {
        JsonNode tree = before.deepCopy();
        for (PatchOperation operation : patch) {
            tree = by(operation, tree);
        }
        return tree;
    }

    private static JsonNode by(PatchOperation operation, JsonNode tree) {
        JsonNode value = JSON.valueToTree(operation.value());
        if (operation.path().isEmpty()) {
            return value;
        }
        int slash = operation.path().lastIndexOf('/');
        JsonNode parent = tree.at(operation.path().substring(0, slash));
        String name = operation.path().substring(slash + 1).replace("~1", "/").replace("~0", "~");
        switch (parent) {
            case ObjectNode object -> change(operation.op(), object, name, value);
            case ArrayNode array -> change(operation.op(), array, Integer.parseInt(name), value);
            default -> throw new AssertionError("nothing at " + operation.path());
        }
        return tree;
    }

    private static void change(String op, ObjectNode object, String name, JsonNode value) {
        switch (op) {
            case "remove" -> mustHave(object.remove(name));
            case "replace" -> mustHave(object.replace(name, value));
            case "add" -> object.set(name, value);
            default -> throw new AssertionError(op);
        }
    }

    private static void change(String op, ArrayNode array, int place, JsonNode value) {
        switch (op) {
            case "remove" -> mustHave(array.remove(place));
            case "replace" -> mustHave(array.set(place, value));
            case "add" -> {
                if (place > array.size()) {
                    throw new AssertionError("a gap before " + place);
                }
                array.insert(place, value);
            }
            default -> throw new AssertionError(op);
        }
    }

    private static void mustHave(JsonNode before) {
        if (before == null) {
            throw new AssertionError("nothing to change");
        }
    }
}
