package souk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** What nobody sends who means well. */
final class Hostile {

    /** As they stand in JSON, quotes and all. */
    private static final List<String> NUMBERS =
            List.of(
                    "-1",
                    "0",
                    "-0",
                    "1.5",
                    "1e2",
                    "2147483648",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "99999999999999999999999999999999",
                    "1e308",
                    "1e309",
                    "-1e309",
                    "1e-400",
                    "1e999999999",
                    "0.1e-999999999",
                    "0x10",
                    "01",
                    "NaN",
                    "-Infinity");

    private static final List<String> OTHERS =
            List.of(
                    "null",
                    "true",
                    "false",
                    "[]",
                    "{}",
                    "[null]",
                    "[[]]",
                    "{\"\":\"\"}",
                    "[1,\"a\",null,{}]",
                    "{\"amount\":1}",
                    "{\"value\":\"x\"}",
                    "undefined",
                    "'x'",
                    "");

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\u00a0",
                    "\u0000",
                    "a\u0000b",
                    "a\u0001\u001f\u007f\u0085b",
                    "line\r\nline",
                    "\u2028",
                    "\u202egpj.exe",
                    "\ufeff",
                    "\uffff",
                    "e\u0301".repeat(300),
                    "\ud83d\ude00",
                    "\u0130\u0131\u00df\u017f",
                    "\u0645\u0631\u062d\u0628\u0627",
                    "null",
                    "NaN",
                    "-1",
                    "1e309",
                    "true",
                    "undefined",
                    "'; DROP TABLE x; --",
                    "\" OR \"\"=\"",
                    "%",
                    "_",
                    "\\",
                    "a & b | c ! (d <-> e:*)",
                    "${7*7}#{7*7}{{7*7}}",
                    "<script>alert(1)</script>",
                    "../../../../etc/passwd",
                    "%s%n%x",
                    "\\u0000",
                    "2026-13-45T99:99:99Z",
                    "acc_",
                    "prd_01hzy00000000000000000000a",
                    "sel_8zzzzzzzzzzzzzzzzzzzzzzzzz",
                    "x".repeat(300),
                    "x".repeat(70_000),
                    "\ud83d\ude00".repeat(3_000));

    /** Bodies that are wrong as a whole. */
    private static final List<String> BODIES =
            List.of(
                    "",
                    " ",
                    "null",
                    "42",
                    "\"x\"",
                    "true",
                    "[]",
                    "{}",
                    "[{}]",
                    "{",
                    "{\"a\"",
                    "{\"a\":1,}",
                    "{} {}",
                    "{}garbage",
                    "/* hi */{}",
                    "<a/>",
                    "a=b&c=d",
                    "\ufeff{}",
                    "\u0000",
                    "{\"__proto__\":{\"x\":1}}",
                    "{\"@class\":\"java.lang.Runtime\"}",
                    "[\"java.lang.Runtime\",{}]",
                    "{\"" + "k".repeat(60_000) + "\":1}",
                    "[".repeat(100_000),
                    "{\"a\":".repeat(5_000),
                    "[".repeat(900) + "]".repeat(900),
                    "{\"a\":" + "9".repeat(5_000) + "}",
                    "[" + "1,".repeat(50_000) + "1]");

    private final RandomGenerator random;

    Hostile(RandomGenerator random) {
        this.random = random;
    }

    /** To stand anywhere in JSON. */
    String fragment() {
        return switch (random.nextInt(5)) {
            case 0 -> one(NUMBERS);
            case 1 -> one(OTHERS);
            case 2 ->
                    "\""
                            + one(List.of("\\ud800", "x\\udc00", "\\u0000", "\\x", "\\u12", "\t"))
                            + "\"";
            case 3 -> depth();
            default -> "\"" + escaped(one(TEXTS)) + "\"";
        };
    }

    String body() {
        return one(BODIES);
    }

    String mediaType() {
        return one(HostileHeads.MEDIA_TYPES);
    }

    String header() {
        return one(HostileHeads.HEADERS);
    }

    String credentials() {
        return one(HostileHeads.CREDENTIALS);
    }

    /** To stand in a path or a query, encoded or wrongly so. */
    String part() {
        return random.nextInt(3) == 0 ? one(HostileHeads.PATHS) : encoded(one(TEXTS));
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String depth() {
        int levels = 1 << random.nextInt(1, 12);
        return random.nextBoolean()
                ? "[".repeat(levels) + "]".repeat(levels)
                : "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
    }

    // long ones would only be refused as too long a line
    private static String encoded(String text) {
        String some = text.length() > 2_000 ? text.substring(0, 2_000) : text;
        return URLEncoder.encode(some, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(
                        character -> {
                            switch (character) {
                                case '"', '\\' -> escaped.append('\\').append((char) character);
                                case 0, 1, 0x1f, '\r', '\n' ->
                                        escaped.append("\\u%04x".formatted(character));
                                default -> escaped.append((char) character);
                            }
                        });
        return escaped.toString();
    }
}
