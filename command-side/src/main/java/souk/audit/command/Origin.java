package souk.audit.command;

import org.jspecify.annotations.Nullable;

import souk.kernel.MessageKeys;
import souk.kernel.proof.StoredRecord;

import tools.jackson.databind.JsonNode;

/**
 * What an event remembers of the message that caused it.
 *
 * @param causedBy what caused the command, where that was not the request itself
 */
record Origin(
        String actor,
        String role,
        @Nullable String command,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String causedBy) {

    static final String SYSTEM = "system";

    static Origin of(StoredRecord stored, Trees trees) {
        JsonNode metadata =
                stored.metadata().length == 0 ? trees.nothing() : trees.read(stored.metadata());
        String actor = text(metadata, MessageKeys.ACTOR);
        String role = text(metadata, MessageKeys.ROLE);
        return new Origin(
                actor == null ? SYSTEM : actor,
                role == null ? SYSTEM : role,
                text(metadata, MessageKeys.COMMAND),
                text(metadata, MessageKeys.CORRELATION_ID),
                text(metadata, MessageKeys.CAUSATION_ID),
                text(metadata, MessageKeys.CAUSED_BY));
    }

    boolean isSystem() {
        return actor.equals(SYSTEM);
    }

    /** Whether both were caused by the same command, and so stored together. */
    boolean isOneWith(Origin other) {
        return causationId != null && causationId.equals(other.causationId);
    }

    private static @Nullable String text(JsonNode metadata, String key) {
        JsonNode value = metadata.get(key);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
