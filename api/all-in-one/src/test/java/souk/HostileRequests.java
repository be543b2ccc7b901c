package souk;

import souk.ServedApi.Operation;
import souk.ServedApi.Parameter;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests for one operation that would make sense, but for one thing or two. The same generator of
 * chance leads to the same requests.
 */
final class HostileRequests {

    private static final String HOLE = "@@hole@@";
    private static final Pattern PLACE = Pattern.compile("\\{\\*?(\\w+)}");
    private static final byte[] NO_UTF8 = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};

    private final Operation operation;
    private final Samples samples;
    private final BiFunction<Operation, String, String> places;
    private final RandomGenerator random;
    private final Hostile hostile;

    /**
     * @param places what belongs into a place of the path
     */
    HostileRequests(
            Operation operation,
            Samples samples,
            BiFunction<Operation, String, String> places,
            RandomGenerator random) {
        this.operation = operation;
        this.samples = samples;
        this.places = places;
        this.random = random;
        this.hostile = new Hostile(random);
    }

    RawRequest next(List<String> identity) {
        int what = random.nextInt(operation.takesBody() ? 10 : 5);
        List<String> headers = new ArrayList<>(identity);
        byte[] body = new byte[0];
        String type = "application/json";
        if (operation.takesBody()) {
            switch (what) {
                case 5 -> body = wrongAsAWhole();
                case 6 -> type = hostile.mediaType();
                default -> {}
            }
            body = what == 5 ? body : utf8(what > 6 ? almostRight() : sample().toString());
            if (!type.isEmpty()) {
                headers.add("Content-Type: " + type);
            }
        }
        switch (what) {
            case 0 -> headers.add(wrongHeader());
            case 1 -> wrongIdentity(headers);
            default -> {}
        }
        if (random.nextInt(8) == 0) {
            headers.add("Idempotency-Key: " + Long.toHexString(random.nextLong()));
        }
        return new RawRequest(
                operation.method(), path(what == 2) + query(what > 2 && what < 5), headers, body);
    }

    private String path(boolean wrong) {
        Matcher place = PLACE.matcher(operation.path());
        return place.replaceAll(
                it ->
                        Matcher.quoteReplacement(
                                wrong ? hostile.part() : places.apply(operation, it.group(1))));
    }

    private String query(boolean wrong) {
        List<String> query = new ArrayList<>();
        for (Parameter parameter : operation.in("query")) {
            if (wrong && random.nextInt(3) == 0) {
                query.add(parameter.name() + "=" + hostile.part());
            } else if (random.nextInt(4) == 0) {
                query.add(parameter.name() + "=" + samples.of(parameter.schema()).asString());
            }
        }
        if (wrong) {
            switch (random.nextInt(6)) {
                case 0 -> query.add("unknown=" + hostile.part());
                case 1 -> query.add(hostile.part() + "=1");
                case 2 -> query.addAll(List.copyOf(query));
                case 3 -> query.add("cursor=" + hostile.part());
                case 4 -> query.add("&&=&limit");
                default -> {}
            }
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private String wrongHeader() {
        List<String> names =
                new ArrayList<>(
                        List.of(
                                "If-Match",
                                "If-None-Match",
                                "Souk-Position",
                                "Idempotency-Key",
                                "Accept",
                                "Accept-Language",
                                "Range",
                                "Cookie",
                                "X-Request-Id",
                                "X-Forwarded-For",
                                "X-Forwarded-Host",
                                "X-HTTP-Method-Override",
                                "Origin"));
        operation.in("header").forEach(header -> names.add(header.name()));
        return hostile.one(names) + ": " + hostile.header();
    }

    private void wrongIdentity(List<String> headers) {
        headers.removeIf(header -> header.startsWith("Authorization"));
        headers.add(
                random.nextBoolean()
                        ? "Authorization: " + hostile.credentials()
                        : "Cookie: souk_cart=" + hostile.header());
    }

    private byte[] wrongAsAWhole() {
        return random.nextInt(10) == 0 ? NO_UTF8 : utf8(hostile.body());
    }

    /** One member of the body is missing, doubled, unknown, or of another kind. */
    private String almostRight() {
        JsonNode body = sample();
        List<JsonNode> within = new ArrayList<>();
        collect(body, within);
        if (within.isEmpty()) {
            return hostile.fragment();
        }
        JsonNode parent = hostile.one(within);
        if (parent instanceof ArrayNode array) {
            return withArray(body, array);
        }
        ObjectNode object = (ObjectNode) parent;
        List<String> names = List.copyOf(object.propertyNames());
        String name = hostile.one(names);
        return switch (random.nextInt(10)) {
            case 0 -> {
                object.remove(name);
                yield body.toString();
            }
            case 1 -> {
                object.put("unknown", HOLE);
                yield filled(body);
            }
            case 2 -> {
                String twice = object.get(name).toString();
                object.put(name, HOLE);
                yield body.toString()
                        .replace(
                                "\"" + HOLE + "\"",
                                twice + ",\"" + name + "\":" + hostile.fragment());
            }
            default -> {
                object.put(name, HOLE);
                yield filled(body);
            }
        };
    }

    private String withArray(JsonNode body, ArrayNode array) {
        if (random.nextBoolean()) {
            array.set(0, HOLE);
            return filled(body);
        }
        JsonNode first = array.get(0);
        int many = 1 << random.nextInt(1, 11);
        for (int i = 0; i < many; i++) {
            array.add(first);
        }
        return body.toString();
    }

    private String filled(JsonNode body) {
        return body.toString().replace("\"" + HOLE + "\"", hostile.fragment());
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainer() && !node.isEmpty()) {
            parents.add(node);
            node.forEach(child -> collect(child, parents));
        }
    }

    private JsonNode sample() {
        return samples.of(operation.body());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
