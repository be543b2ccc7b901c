package souk.platform.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/** JSON as the engine writes it, without spaces and escapes: read once, from the front. */
final class JsonBytes {

    /** It looks otherwise, which need not be wrong. */
    static final class Unlike extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final Unlike OURS = new Unlike();

        private Unlike() {
            super("Not written as the engine writes", null, false, false);
        }
    }

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NUMBER = 18;

    private final byte[] json;
    private int at;

    JsonBytes(byte[] json) {
        this.json = json;
    }

    void pass(byte[] expected) {
        if (!passes(expected)) {
            throw Unlike.OURS;
        }
    }

    private boolean passes(byte[] wanted) {
        int end = at + wanted.length;
        if (end > json.length || !Arrays.equals(json, at, end, wanted, 0, wanted.length)) {
            return false;
        }
        at = end;
        return true;
    }

    void pass(char expected) {
        if (!passes(expected)) {
            throw Unlike.OURS;
        }
    }

    boolean passes(char wanted) {
        if (at < json.length && json[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    boolean passesNull() {
        return at < json.length && json[at] == 'n' && passes(NULL);
    }

    boolean flag() {
        if (passes(TRUE)) {
            return true;
        }
        pass(FALSE);
        return false;
    }

    long number() {
        boolean negative = passes('-');
        int begin = at;
        long value = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            value = value * 10 + json[at++] - '0';
        }
        boolean isWhole =
                at < json.length && (json[at] == ',' || json[at] == '}' || json[at] == ']');
        if (at == begin || at - begin > LONGEST_NUMBER || !isWhole) {
            throw Unlike.OURS;
        }
        return negative ? -value : value;
    }

    String text() {
        pass('"');
        int begin = at;
        int letters = 0;
        while (at < json.length && json[at] != '"') {
            letters |= json[at];
            if (json[at] == '\\') {
                throw Unlike.OURS;
            }
            at++;
        }
        int end = at;
        pass('"');
        return new String(
                json,
                begin,
                end - begin,
                letters < 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    /** What stands between quotes. */
    byte[] raw() {
        pass('"');
        int begin = at;
        while (at < json.length && json[at] != '"') {
            at++;
        }
        byte[] raw = Arrays.copyOfRange(json, begin, at);
        pass('"');
        return raw;
    }

    /** As in 2026-11-21T12:30:00.123456Z. */
    Instant moment() {
        pass('"');
        int year = digits(4);
        pass('-');
        int month = digits(2);
        pass('-');
        long day = LocalDate.of(year, month, digits(2)).toEpochDay();
        pass('T');
        int hour = digits(2);
        pass(':');
        int minute = digits(2);
        pass(':');
        int second = digits(2);
        long nanos = passes('.') ? fraction() : 0;
        pass('Z');
        pass('"');
        if (hour > 23 || minute > 59 || second > 59) {
            throw Unlike.OURS;
        }
        return Instant.ofEpochSecond(((day * 24 + hour) * 60 + minute) * 60 + second, nanos);
    }

    private int digits(int many) {
        int value = 0;
        for (int i = 0; i < many; i++) {
            if (at == json.length || json[at] < '0' || json[at] > '9') {
                throw Unlike.OURS;
            }
            value = value * 10 + json[at++] - '0';
        }
        return value;
    }

    private long fraction() {
        long nanos = 0;
        for (int i = 0; i < 9; i++) {
            boolean isDigit = at < json.length && json[at] >= '0' && json[at] <= '9';
            nanos = nanos * 10 + (isDigit ? json[at++] - '0' : 0);
        }
        return nanos;
    }

    void end() {
        if (at != json.length) {
            throw Unlike.OURS;
        }
    }
}
