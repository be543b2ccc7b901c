package souk.audit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One event, why it happened, and what it changed.
 *
 * @param sequence within its stream
 * @param revision in which it was stored; the payload is as it is read now
 * @param time when it happened
 * @param recordedAt when it was stored, where the store knows that
 * @param relation why it is told here
 * @param command published name of the command that led to it
 * @param correlationId of the request or notice that started it all
 * @param causationId of the command
 * @param cause from what led to it directly back to what started it all
 * @param payload as a tree of maps, lists and values; absent where it can't be read
 * @param change what became of the state of its stream, as JSON Patch (RFC 6902); absent where its
 *     stream has no state, or it would take too long to reckon it
 */
public record HistoryItem(
        long position,
        long sequence,
        String stream,
        String streamType,
        String id,
        String type,
        String revision,
        Instant time,
        @Nullable Instant recordedAt,
        Relation relation,
        Actor actor,
        @Nullable String command,
        @Nullable String correlationId,
        @Nullable String causationId,
        List<Cause> cause,
        @Nullable Object payload,
        @Nullable List<PatchOperation> change) {

    public HistoryItem {
        cause = List.copyOf(cause);
        change = change == null ? null : List.copyOf(change);
    }

    public enum Relation {
        /** It is one of the stream that was asked for. */
        OWN,
        /** It was stored together with one of that stream, by the same command. */
        TOGETHER,
        /** It names that stream. */
        NAMES_IT
    }

    /**
     * @param id account, {@code guest} or {@code system}
     */
    public record Actor(String id, String role) {}

    /**
     * One link of the chain.
     *
     * @param name of a command, or of an event
     * @param position of an event
     */
    public record Cause(Kind kind, String id, @Nullable String name, @Nullable Long position) {

        public enum Kind {
            COMMAND,
            EVENT,
            /** A deadline, or an event outside this history. */
            MESSAGE,
            REQUEST,
            WEBHOOK
        }
    }
}
