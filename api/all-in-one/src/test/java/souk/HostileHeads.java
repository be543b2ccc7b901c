package souk;

import java.util.List;

/** What nobody who means well writes into the head of a request. */
final class HostileHeads {

    static final List<String> HEADERS =
            List.of(
                    "",
                    " ",
                    "*",
                    "\"",
                    "\"\"",
                    "\"1",
                    "1",
                    "-1",
                    "W/\"1\"",
                    "\"1\", \"2\", *",
                    "\"99999999999999999999\"",
                    "\"-1\"",
                    "9223372036854775807",
                    "9223372036854775808",
                    "NaN",
                    "1,2",
                    "\u00e9\u0645",
                    "a\tb",
                    "x".repeat(300),
                    "x".repeat(5_000),
                    ",,,,",
                    ";=;",
                    "%00",
                    "'; DROP TABLE x; --");

    static final List<String> CREDENTIALS =
            List.of(
                    "",
                    "Bearer",
                    "Bearer ",
                    "Bearer x",
                    "Bearer a.b.c",
                    "Bearer ..",
                    "Bearer"
                        + " eyJhbGciOiJub25lIn0.eyJzdWIiOiJhY2NfMDFoenkwMDAwMDAwMDAwMDAwMDAwMDAwMGEifQ.",
                    "Bearer \u00e9",
                    "Bearer " + "x".repeat(5_000),
                    "Basic",
                    "Basic !!!",
                    "Basic Og==",
                    "Basic AAAA",
                    "Digest x",
                    "nonsense");

    static final List<String> PATHS =
            List.of(
                    "%00",
                    "%",
                    "%zz",
                    "%ff",
                    "%c0%af",
                    "%ed%a0%80",
                    "..",
                    ".",
                    "%2e%2e",
                    "..%2f..%2fetc",
                    "%5c",
                    "a;b=c",
                    "a%3bb",
                    "%0d%0aX:y",
                    "\u00e9",
                    "<x>",
                    "a|b",
                    "a//b",
                    "");

    static final List<String> MEDIA_TYPES =
            List.of(
                    "",
                    "text/plain",
                    "text/html",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data",
                    "multipart/form-data; boundary=x",
                    "application/json; charset=utf-16",
                    "application/json; charset=nonsense",
                    "application/merge-patch+json",
                    "application/octet-stream",
                    "json",
                    "*/*",
                    "application/json/json",
                    "\u00e9/\u00e9");

    private HostileHeads() {}
}
