package souk.audit.query;

import souk.audit.LogKey;
import souk.kernel.proof.Checkpoint;
import souk.kernel.proof.KeyChange;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** One line of {@code checkpoints.ndjson}. */
sealed interface Line {

    String origin();

    /** Its text: what is in the file, without the end of the line. */
    String text();

    record OfCheckpoint(Checkpoint checkpoint) implements Line {

        @Override
        public String origin() {
            return checkpoint.origin();
        }

        @Override
        public String text() {
            return object(origin())
                    .put("size", checkpoint.size())
                    .put("rootHash", base64(checkpoint.rootHash()))
                    .put("time", checkpoint.time().toString())
                    .put("keyId", checkpoint.keyId())
                    .put("signature", base64(checkpoint.signature()))
                    .toString();
        }
    }

    record OfKey(String origin, LogKey key) implements Line {

        static OfKey first(String origin, PublicKey key, Instant time) {
            return new OfKey(
                    origin, new LogKey(Checkpoint.idOf(key), key.getEncoded(), time, null, null));
        }

        static OfKey of(KeyChange change) {
            return new OfKey(
                    change.origin(),
                    new LogKey(
                            Checkpoint.idOf(change.key()),
                            change.key().getEncoded(),
                            change.time(),
                            change.previousKeyId(),
                            change.signature()));
        }

        PublicKey publicKey() {
            return Line.publicKey(key.key());
        }

        boolean isSignedBy(PublicKey previous) {
            String previousId = key.previousKeyId();
            byte[] signature = key.signature();
            return previousId != null
                    && signature != null
                    && new KeyChange(origin, publicKey(), key.time(), previousId, signature)
                            .isSignedBy(previous);
        }

        @Override
        public String text() {
            ObjectNode line =
                    object(origin)
                            .put("key", base64(key.key()))
                            .put("keyId", key.keyId())
                            .put("time", key.time().toString());
            byte[] signature = key.signature();
            if (signature != null) {
                line.put("previousKeyId", key.previousKeyId()).put("signature", base64(signature));
            }
            return line.toString();
        }
    }

    /** What somebody has written there may be no line at all. */
    static Line parse(String text) {
        try {
            JsonNode line = JsonMapper.shared().readTree(text);
            return line.has("key") ? key(line) : new OfCheckpoint(checkpoint(line));
        } catch (JacksonException | DateTimeException | IllegalArgumentException unfit) {
            throw new Contradiction("checkpoints.ndjson holds a line that is none: " + text);
        }
    }

    private static OfKey key(JsonNode line) {
        JsonNode previous = line.get("previousKeyId");
        return new OfKey(
                line.required("origin").asString(),
                new LogKey(
                        line.required("keyId").asString(),
                        line.required("key").binaryValue(),
                        Instant.parse(line.required("time").asString()),
                        previous == null ? null : previous.asString(),
                        previous == null ? null : line.required("signature").binaryValue()));
    }

    private static Checkpoint checkpoint(JsonNode line) {
        return new Checkpoint(
                line.required("origin").asString(),
                line.required("size").asLong(),
                line.required("rootHash").binaryValue(),
                Instant.parse(line.required("time").asString()),
                line.required("keyId").asString(),
                line.required("signature").binaryValue());
    }

    private static PublicKey publicKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException unfit) {
            throw new Contradiction("checkpoints.ndjson holds a key that is none");
        }
    }

    private static ObjectNode object(String origin) {
        return JsonMapper.shared().createObjectNode().put("origin", origin);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
