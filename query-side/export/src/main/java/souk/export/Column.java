package souk.export;

import java.util.Map;

/** A column as PostgreSQL calls it, and its type there. */
record Column(String name, String type, boolean array) {

    /** What is not in here is text. */
    private static final Map<String, String> IN_PARQUET =
            Map.of(
                    "int2", "INTEGER",
                    "int4", "INTEGER",
                    "int8", "BIGINT",
                    "bool", "BOOLEAN",
                    "float4", "DOUBLE",
                    "float8", "DOUBLE",
                    "date", "DATE",
                    "timestamptz", "TIMESTAMPTZ");

    String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Arrays as JSON: others don't know PostgreSQL's braces. */
    String selected() {
        return array ? "to_json(%1$s)::text as %1$s".formatted(quoted()) : quoted();
    }

    String typeInParquet() {
        return array ? "VARCHAR" : IN_PARQUET.getOrDefault(type, "VARCHAR");
    }
}
