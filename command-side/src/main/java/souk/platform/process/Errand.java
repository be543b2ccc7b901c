package souk.platform.process;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Map;

/**
 * A command that is kept until it is carried out.
 *
 * @param command its published name, such as {@code payment.EndPayment}
 * @param unexplained how often it has failed and nobody knows why; null where it has not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Errand(
        String command,
        JsonNode payload,
        Map<String, String> metadata,
        @Nullable Integer unexplained) {

    Errand {
        metadata = Map.copyOf(metadata);
    }

    static Errand of(String command, JsonNode payload, Map<String, String> metadata) {
        return new Errand(command, payload, metadata, null);
    }

    int timesUnexplained() {
        return unexplained == null ? 0 : unexplained;
    }

    Errand unexplainedAgain() {
        return new Errand(command, payload, metadata, timesUnexplained() + 1);
    }

    /** As if it had never failed. */
    Errand anew() {
        return of(command, payload, metadata);
    }
}
