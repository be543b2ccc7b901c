package souk.platform.process;

import tools.jackson.databind.JsonNode;

import java.util.Map;

/**
 * A command that is kept until it is carried out.
 *
 * @param command its published name, such as {@code payment.EndPayment}
 */
record Errand(String command, JsonNode payload, Map<String, String> metadata) {

    Errand {
        metadata = Map.copyOf(metadata);
    }
}
