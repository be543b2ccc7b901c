package souk.verify;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.Checkpoint;
import souk.kernel.proof.KeyChange;
import souk.kernel.proof.Merkle;
import souk.kernel.proof.StoredRecord;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A small log and all that is signed of it; its trees are made by the definition of RFC 9162. */
final class Sealed {

    static final String ORIGIN = "test-shop";
    private static final Instant TIME = Instant.parse("2026-11-20T10:00:00.123456Z");

    final Path directory;
    final List<StoredRecord> records = new ArrayList<>();
    final List<byte[]> leaves = new ArrayList<>();
    final List<String> signed = new ArrayList<>();
    final KeyPair firstKey = newKey();
    private KeyPair key = firstKey;

    Sealed(Path directory, int size) {
        this.directory = directory;
        for (int position = 0; position < size; position++) {
            records.add(record(position, "{\"text\":\"number " + position + " ü\"}"));
            leaves.add(records.getLast().leafHash());
        }
        signed.add(keyLine(key, null));
    }

    static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static StoredRecord record(long position, String payload) {
        return new StoredRecord(
                position,
                "5a0b1c6e-0000-4000-8000-00000000" + String.format("%04d", position),
                "ord_" + position / 3,
                position % 3,
                "order.Order",
                "order.OrderPlaced",
                "1",
                TIME.plusSeconds(position),
                TIME.plusSeconds(position + 1),
                "{\"actor\":\"acc_1\"}".getBytes(StandardCharsets.UTF_8),
                payload.getBytes(StandardCharsets.UTF_8));
    }

    Sealed checkpoint(int size) {
        signed.add(checkpointLine(size, root(0, size), key));
        return this;
    }

    Sealed rotate() {
        KeyPair next = newKey();
        signed.add(
                keyLine(
                        next,
                        KeyChange.sign(
                                ORIGIN,
                                next.getPublic(),
                                TIME,
                                key.getPublic(),
                                key.getPrivate())));
        key = next;
        return this;
    }

    static String checkpointLine(long size, byte[] root, KeyPair key) {
        Checkpoint it =
                Checkpoint.sign(ORIGIN, size, root, TIME, key.getPublic(), key.getPrivate());
        return "{\"origin\":\"%s\",\"size\":%d,\"rootHash\":\"%s\",\"time\":\"%s\",\"keyId\":\"%s\",\"signature\":\"%s\"}"
                .formatted(
                        it.origin(),
                        it.size(),
                        base64(it.rootHash()),
                        it.time(),
                        it.keyId(),
                        base64(it.signature()));
    }

    private static String keyLine(KeyPair key, @Nullable KeyChange change) {
        String first =
                "{\"origin\":\"%s\",\"key\":\"%s\",\"keyId\":\"%s\",\"time\":\"%s\""
                        .formatted(
                                ORIGIN,
                                base64(key.getPublic().getEncoded()),
                                Checkpoint.idOf(key.getPublic()),
                                TIME);
        return change == null
                ? first + "}"
                : first
                        + ",\"previousKeyId\":\"%s\",\"signature\":\"%s\"}"
                                .formatted(change.previousKeyId(), base64(change.signature()));
    }

    Path checkpoints() {
        return file("checkpoints.ndjson", signed);
    }

    /** As the log has it by now, with the leaves that were sealed. */
    List<String> lines(int first, int end) {
        List<String> lines = new ArrayList<>();
        for (int position = first; position < end; position++) {
            lines.add(
                    line(
                            records.get(position),
                            position < leaves.size() ? leaves.get(position) : null));
        }
        return lines;
    }

    Path export() {
        return file("export.ndjson", lines(0, records.size()));
    }

    Path part(int first, int end) {
        return file("export-" + first + ".ndjson", lines(first, end));
    }

    static String line(StoredRecord it, byte @Nullable [] leaf) {
        return "{\"position\":%d,\"id\":\"%s\",\"stream\":\"%s\",\"sequence\":%d,\"streamType\":\"%s\",\"type\":\"%s\",\"revision\":\"%s\",\"time\":\"%s\",\"recordedAt\":\"%s\",\"metadata\":%s,\"payload\":%s%s}"
                .formatted(
                        it.position(),
                        it.id(),
                        it.stream(),
                        it.sequence(),
                        it.streamType(),
                        it.type(),
                        it.revision(),
                        it.time(),
                        it.recordedAt(),
                        quoted(it.metadata()),
                        quoted(it.payload()),
                        leaf == null ? "" : ",\"leaf\":\"" + base64(leaf) + "\"");
    }

    private static String quoted(byte[] json) {
        return "\"" + new String(json, StandardCharsets.UTF_8).replace("\"", "\\\"") + "\"";
    }

    byte[] root(int first, int end) {
        int size = end - first;
        if (size == 1) {
            return leaves.get(first);
        }
        int split = first + Integer.highestOneBit(size - 1);
        return size == 0 ? Merkle.empty() : Merkle.node(root(first, split), root(split, end));
    }

    Path inclusion(int position, int size) {
        return file(
                "inclusion-" + position + ".json",
                List.of(
                        "{\"position\":%d,\"size\":%d,\"leaf\":\"%s\",\"path\":%s}"
                                .formatted(
                                        position,
                                        size,
                                        base64(leaves.get(position)),
                                        list(path(position, 0, size)))));
    }

    private List<byte[]> path(int position, int first, int end) {
        List<byte[]> path = new ArrayList<>();
        if (end - first > 1) {
            int split = first + Integer.highestOneBit(end - first - 1);
            boolean left = position < split;
            path.addAll(left ? path(position, first, split) : path(position, split, end));
            path.add(left ? root(split, end) : root(first, split));
        }
        return path;
    }

    Path consistency(int from, int to) {
        return file(
                "consistency.json",
                List.of(
                        "{\"from\":%d,\"to\":%d,\"path\":%s}"
                                .formatted(from, to, list(consistent(from, 0, to, true)))));
    }

    private List<byte[]> consistent(int from, int first, int end, boolean whole) {
        List<byte[]> path = new ArrayList<>();
        if (from == end - first) {
            if (!whole) {
                path.add(root(first, end));
            }
            return path;
        }
        int half = Integer.highestOneBit(end - first - 1);
        if (from <= half) {
            path.addAll(consistent(from, first, first + half, whole));
            path.add(root(first + half, end));
        } else {
            path.addAll(consistent(from - half, first + half, end, false));
            path.add(root(first, first + half));
        }
        return path;
    }

    private static String list(List<byte[]> hashes) {
        return hashes.stream().map(it -> "\"" + base64(it) + "\"").toList().toString();
    }

    Path file(String name, List<String> lines) {
        try {
            return Files.write(directory.resolve(name), lines);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What it said, and its exit code in the first line. */
    static String verify(Object... words) {
        var bytes = new ByteArrayOutputStream();
        int code =
                Verify.run(
                        Arrays.stream(words).map(Object::toString).toList(),
                        new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return "exit " + code + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }
}
