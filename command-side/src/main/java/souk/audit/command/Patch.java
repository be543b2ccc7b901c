package souk.audit.command;

import org.jspecify.annotations.Nullable;

import souk.audit.PatchOperation;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What must be done to one tree to make it another, as JSON Patch (RFC 6902). */
final class Patch {

    private static final String ADD = "add";
    private static final String REMOVE = "remove";
    private static final String REPLACE = "replace";

    private final List<PatchOperation> operations = new ArrayList<>();
    private final Function<JsonNode, Object> plain;

    private Patch(Function<JsonNode, Object> plain) {
        this.plain = plain;
    }

    /**
     * @param before nothing where there was nothing yet
     */
    static List<PatchOperation> between(
            @Nullable JsonNode before, JsonNode after, Function<JsonNode, Object> plain) {
        var patch = new Patch(plain);
        if (before == null) {
            patch.put(ADD, "", after);
        } else {
            patch.compare("", before, after);
        }
        return patch.operations;
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof ObjectNode one && after instanceof ObjectNode other) {
            compareMembers(path, one, other);
        } else if (before instanceof ArrayNode one && after instanceof ArrayNode other) {
            compareElements(path, one, other);
        } else {
            put(REPLACE, path, after);
        }
    }

    private void compareMembers(String path, ObjectNode before, ObjectNode after) {
        for (String name : before.propertyNames()) {
            if (!after.has(name)) {
                remove(path + "/" + escaped(name));
            }
        }
        for (String name : after.propertyNames()) {
            String member = path + "/" + escaped(name);
            if (before.has(name)) {
                compare(member, before.get(name), after.get(name));
            } else {
                put(ADD, member, after.get(name));
            }
        }
    }

    /** What both begin and end with stays; of the rest, elements in the same place are compared. */
    private void compareElements(String path, ArrayNode before, ArrayNode after) {
        int shorter = Math.min(before.size(), after.size());
        int start = 0;
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int same = 0;
        while (same < shorter - start
                && before.get(before.size() - 1 - same)
                        .equals(after.get(after.size() - 1 - same))) {
            same++;
        }
        int both = shorter - same;
        for (int i = start; i < both; i++) {
            compare(path + "/" + i, before.get(i), after.get(i));
        }
        for (int i = before.size() - same - 1; i >= both; i--) {
            remove(path + "/" + i);
        }
        for (int i = both; i < after.size() - same; i++) {
            put(ADD, path + "/" + i, after.get(i));
        }
    }

    private void put(String operation, String path, JsonNode value) {
        operations.add(new PatchOperation(operation, path, plain.apply(value)));
    }

    private void remove(String path) {
        operations.add(new PatchOperation(REMOVE, path, null));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
