package souk.platform.query.rebuild;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How values of one type of PostgreSQL's look in the binary format of COPY. */
interface ColumnType {

    long MICROS_UNTIL_2000 = 946_684_800_000_000L;
    int DAYS_UNTIL_2000 = 10_957;

    Map<String, ColumnType> BY_NAME =
            Map.ofEntries(
                    Map.entry("text", (out, it) -> out.text(textOf(it))),
                    Map.entry("varchar", (out, it) -> out.text(textOf(it))),
                    Map.entry("bpchar", (out, it) -> out.text(textOf(it))),
                    Map.entry("jsonb", (out, it) -> json(out, textOf(it))),
                    Map.entry("bool", (out, it) -> out.word(1).single((Boolean) it ? 1 : 0)),
                    Map.entry("int2", (out, it) -> out.word(2).small(number(it).intValue())),
                    Map.entry("int4", (out, it) -> out.word(4).word(number(it).intValue())),
                    Map.entry("int8", (out, it) -> out.word(8).longWord(number(it).longValue())),
                    Map.entry("float8", (out, it) -> out.word(8).longWord(bits(number(it)))),
                    Map.entry("timestamptz", (out, it) -> out.word(8).longWord(micros(it))),
                    Map.entry("date", (out, it) -> out.word(4).word(days((LocalDate) it))),
                    Map.entry("uuid", (out, it) -> uuid(out, (UUID) it)),
                    Map.entry("bytea", (out, it) -> bytes(out, (byte[]) it)),
                    Map.entry("_text", arrayOf("text", 25)),
                    Map.entry("_varchar", arrayOf("varchar", 1043)),
                    Map.entry("_int4", arrayOf("int4", 23)),
                    Map.entry("_int8", arrayOf("int8", 20)));

    /** With its length before it. */
    void write(CopyBuffer out, Object value);

    static ColumnType named(String name) {
        ColumnType type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalStateException("Columns of type " + name + " can't be rebuilt yet");
        }
        return type;
    }

    /** As PostgreSQL reads it from text. */
    static String textOf(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    private static Number number(Object value) {
        return value instanceof Enum<?> constant ? (Integer) constant.ordinal() : (Number) value;
    }

    private static long bits(Number value) {
        return Double.doubleToLongBits(value.doubleValue());
    }

    private static long micros(Object value) {
        Instant at = (Instant) value;
        // PostgreSQL's driver rounds half up
        return at.getEpochSecond() * 1_000_000
                + Math.floorDiv(at.getNano() + 500, 1_000)
                - MICROS_UNTIL_2000;
    }

    private static int days(LocalDate value) {
        return Math.toIntExact(value.toEpochDay() - DAYS_UNTIL_2000);
    }

    private static void uuid(CopyBuffer out, UUID value) {
        out.word(16)
                .longWord(value.getMostSignificantBits())
                .longWord(value.getLeastSignificantBits());
    }

    private static void bytes(CopyBuffer out, byte[] value) {
        out.word(value.length).raw(value);
    }

    private static void json(CopyBuffer out, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        out.word(1 + utf8.length).single(1).raw(utf8);
    }

    private static ColumnType arrayOf(String element, int oid) {
        return (out, value) -> {
            Collection<?> elements =
                    value instanceof Object[] array ? List.of(array) : (Collection<?>) value;
            int begun = out.open();
            out.word(elements.isEmpty() ? 0 : 1).word(0).word(oid);
            if (!elements.isEmpty()) {
                out.word(elements.size()).word(1);
                ColumnType type = named(element);
                elements.forEach(it -> type.write(out, it));
            }
            out.close(begun);
        };
    }
}
