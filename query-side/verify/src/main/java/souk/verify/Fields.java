package souk.verify;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A JSON object: texts, whole numbers, lists and objects; what is null is not there. */
record Fields(Map<String, Object> values) {

    private static final int HASH = 32;

    /** Beyond it not all who read JSON see the same number, and sums would overflow. */
    private static final long END = 1L << 53;

    private static final long MICROS_OF_A_SECOND = 1_000_000;
    private static final int NANOS_OF_A_MICROSECOND = 1_000;

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) throws Unreadable {
        if (values.get(name) instanceof String text) {
            return text;
        }
        throw new Unreadable("'" + name + "' should be a text");
    }

    long number(String name) throws Unreadable {
        if (values.get(name) instanceof Long number && number >= 0 && number < END) {
            return number;
        }
        throw new Unreadable("'" + name + "' should be a whole number, from 0 to 2^53 - 1");
    }

    /** What is finer than a microsecond nobody has signed. */
    Instant microseconds(String name) throws Unreadable {
        Instant instant = instant(name);
        if (instant.getNano() % NANOS_OF_A_MICROSECOND != 0) {
            throw new Unreadable("'" + name + "' is finer than microseconds");
        }
        if (Math.abs(instant.getEpochSecond()) >= END / MICROS_OF_A_SECOND) {
            throw new Unreadable("'" + name + "' is too far away");
        }
        return instant;
    }

    Instant instant(String name) throws Unreadable {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException unlike) {
            throw new Unreadable("'" + name + "' should be an instant");
        }
    }

    byte[] bytes(String name) throws Unreadable {
        return bytes(name, values.get(name));
    }

    byte[] hash(String name) throws Unreadable {
        return hash(name, values.get(name));
    }

    List<byte[]> hashes(String name) throws Unreadable {
        if (!(values.get(name) instanceof List<?> list)) {
            throw new Unreadable("'" + name + "' should be a list of hashes");
        }
        List<byte[]> hashes = new ArrayList<>();
        for (Object each : list) {
            hashes.add(hash(name, each));
        }
        return hashes;
    }

    @Nullable Fields object(String name) {
        return values.get(name) instanceof Fields object ? object : null;
    }

    private static byte[] hash(String name, @Nullable Object value) throws Unreadable {
        byte[] bytes = bytes(name, value);
        if (bytes.length != HASH) {
            throw new Unreadable("'" + name + "' should be of " + HASH + " bytes");
        }
        return bytes;
    }

    private static byte[] bytes(String name, @Nullable Object value) throws Unreadable {
        try {
            if (value instanceof String text) {
                return Base64.getDecoder().decode(text);
            }
        } catch (IllegalArgumentException unlike) {
            throw new Unreadable("'" + name + "' is not base 64");
        }
        throw new Unreadable("'" + name + "' should be there, in base 64");
    }
}
