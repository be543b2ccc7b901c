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

    private static final String FORMAT = "souk.record.1";

    /**
     * What stands for it in the tree: the hash of a leaf that holds the name of the format, then
     * all components in their order, each with its length in four bytes before it. Numbers are
     * eight bytes, texts UTF-8, moments microseconds since 1970; what is not known is empty.
     */
    public byte[] leafHash() {
        MessageDigest digest = Merkle.sha256();
        digest.update((byte) 0);
        add(FORMAT, digest);
        add(position, digest);
        add(id, digest);
        add(stream, digest);
        add(sequence, digest);
        add(streamType, digest);
        add(type, digest);
        add(revision, digest);
        add(micros(time), digest);
        if (recordedAt == null) {
            add(new byte[0], digest);
        } else {
            add(micros(recordedAt), digest);
        }
        add(metadata, digest);
        add(payload, digest);
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

    private static void add(String text, MessageDigest digest) {
        add(text.getBytes(StandardCharsets.UTF_8), digest);
    }

    private static void add(long number, MessageDigest digest) {
        add(ByteBuffer.allocate(Long.BYTES).putLong(number).array(), digest);
    }

    private static void add(byte[] bytes, MessageDigest digest) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
