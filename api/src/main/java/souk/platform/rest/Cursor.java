package souk.platform.rest;

import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Where a page ended, as clients carry it around: opaque, and of use for the list it came from
 * only.
 */
public final class Cursor {

    private static final int CHECKSUM = Integer.BYTES;

    /** An address of 254 letters may be of three bytes each. */
    private static final int LONGEST = 2048;

    private Cursor() {}

    /** What is refused where a list could not have said so itself. */
    public static void mustBe(boolean ours) {
        if (!ours) {
            throw new ProblemException(ProblemCode.INVALID_CURSOR);
        }
    }

    /** Most lists go by time. */
    public static boolean isTime(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    static String write(String after, String list) {
        byte[] text = after.getBytes(StandardCharsets.UTF_8);
        ByteBuffer cursor = ByteBuffer.allocate(CHECKSUM + text.length);
        cursor.putInt(checksum(text, list)).put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
    }

    static String read(String cursor, String list) {
        ByteBuffer bytes = ByteBuffer.wrap(decode(cursor));
        mustBe(bytes.remaining() >= CHECKSUM);
        int checksum = bytes.getInt();
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        mustBe(checksum == checksum(text, list));
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] decode(String cursor) {
        try {
            return cursor.length() > LONGEST ? new byte[0] : Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static int checksum(byte[] text, String list) {
        CRC32C crc = new CRC32C();
        crc.update(list.getBytes(StandardCharsets.UTF_8));
        crc.update(text);
        return (int) crc.getValue();
    }
}
