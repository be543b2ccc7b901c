package souk.platform.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** A row of the event table as COPY tells it: fields with their lengths before them. */
record StoredRow(long position, StoredEvent event) {

    private static final long MICROS_UNTIL_2000 = 946_684_800_000_000L;
    private static final int BEFORE_FIRST_FIELD = Short.BYTES + Integer.BYTES;
    private static final UUID NOT_READ = new UUID(0, 0);
    private static final byte[] NOTHING = {};

    static long positionIn(byte[] row) {
        return ByteBuffer.wrap(row).getLong(BEFORE_FIRST_FIELD);
    }

    static StoredRow of(byte[] row, boolean complete) {
        ByteBuffer fields = ByteBuffer.wrap(row, Short.BYTES, row.length - Short.BYTES);
        long position = number(fields);
        String stream = new String(bytes(fields), StandardCharsets.UTF_8);
        long sequence = number(fields);
        short type = small(fields);
        long micros = number(fields) + MICROS_UNTIL_2000;
        byte[] payload = bytes(fields);
        UUID id = complete ? uuid(fields) : NOT_READ;
        byte[] metadata = complete ? bytes(fields) : NOTHING;
        return new StoredRow(
                position,
                new StoredEvent(stream, sequence, type, moment(micros), id, metadata, payload));
    }

    /** The last field of a row, where that is a moment. */
    static Instant momentAtTheEndOf(byte[] row) {
        return moment(ByteBuffer.wrap(row).getLong(row.length - Long.BYTES) + MICROS_UNTIL_2000);
    }

    private static Instant moment(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    private static long number(ByteBuffer fields) {
        fields.getInt();
        return fields.getLong();
    }

    private static short small(ByteBuffer fields) {
        fields.getInt();
        return fields.getShort();
    }

    private static UUID uuid(ByteBuffer fields) {
        fields.getInt();
        return new UUID(fields.getLong(), fields.getLong());
    }

    private static byte[] bytes(ByteBuffer fields) {
        byte[] bytes = new byte[fields.getInt()];
        fields.get(bytes);
        return bytes;
    }
}
