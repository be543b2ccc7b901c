package souk.kernel.proof;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * An event as it is stored, to the byte: what is sealed in it stays sealed, so that its hash holds
 * whoever is erased.
 *
 * @param streamType published name of what the stream is of
 * @param type published name of the event
 * @param time when it happened, to the microsecond
 * @param recordedAt when it was stored, where the store knows that
 * @param metadata JSON, UTF-8
 * @param payload JSON, UTF-8
 */
public record StoredRecord(
        long position,
        String id,
        String stream,
        long sequence,
        String streamType,
        String type,
        String revision,
        Instant time,
        @Nullable Instant recordedAt,
        byte[] metadata,
        byte[] payload) {

    private static final byte[] FORMAT = utf8("souk.record.1");

    /** The first byte, twelve lengths and four numbers. */
    private static final int FRAME = 1 + 12 * Integer.BYTES + 4 * Long.BYTES;

    /**
     * What stands for it in the tree: the hash of a leaf that holds the name of the format, then
     * all components in their order, each with its length in four bytes before it. Numbers are
     * eight bytes, texts UTF-8, moments microseconds since 1970; what is not known is empty.
     */
    public byte[] leafHash() {
        byte[][] texts = {utf8(id), utf8(stream), utf8(streamType), utf8(type), utf8(revision)};
        int length = FRAME + FORMAT.length + metadata.length + payload.length;
        for (byte[] text : texts) {
            length += text.length;
        }
        ByteBuffer leaf = ByteBuffer.allocate(length).put((byte) 0);
        add(FORMAT, leaf);
        add(position, leaf);
        add(texts[0], leaf);
        add(texts[1], leaf);
        add(sequence, leaf);
        add(texts[2], leaf);
        add(texts[3], leaf);
        add(texts[4], leaf);
        add(micros(time), leaf);
        if (recordedAt == null) {
            leaf.putInt(0);
        } else {
            add(micros(recordedAt), leaf);
        }
        add(metadata, leaf);
        add(payload, leaf);
        MessageDigest digest = Merkle.sha256();
        digest.update(leaf.flip());
        return digest.digest();
    }

    /** The same, if it stood elsewhere. */
    public StoredRecord at(long other) {
        return new StoredRecord(
                other,
                id,
                stream,
                sequence,
                streamType,
                type,
                revision,
                time,
                recordedAt,
                metadata,
                payload);
    }

    private static long micros(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void add(long number, ByteBuffer leaf) {
        leaf.putInt(Long.BYTES).putLong(number);
    }

    private static void add(byte[] bytes, ByteBuffer leaf) {
        leaf.putInt(bytes.length).put(bytes);
    }
}
