package souk.platform.store;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.springframework.util.ClassUtils;

import souk.kernel.MessageKeys;

import java.util.HashMap;
import java.util.Map;

/** What every event remembers of the message that caused it. Never personal data. */
class MessageOrigin implements CorrelationDataProvider {

    private static final String SYSTEM = "system";

    /** {@code souk.cart.CartCommand$AddItem} is {@code cart.AddItem}. */
    private static final ClassValue<String> NAMES =
            new ClassValue<>() {
                @Override
                protected String computeValue(Class<?> command) {
                    return nameOf(command);
                }
            };

    @Override
    public Map<String, ?> correlationDataFor(Message<?> cause) {
        Map<String, Object> origin = new HashMap<>();
        var metadata = cause.getMetaData();
        origin.put(MessageKeys.ACTOR, metadata.getOrDefault(MessageKeys.ACTOR, SYSTEM));
        origin.put(MessageKeys.ROLE, metadata.getOrDefault(MessageKeys.ROLE, SYSTEM));
        origin.put(
                MessageKeys.CORRELATION_ID,
                metadata.getOrDefault(MessageKeys.CORRELATION_ID, cause.getIdentifier()));
        origin.put(MessageKeys.CAUSATION_ID, cause.getIdentifier());
        if (cause instanceof CommandMessage<?>) {
            origin.put(MessageKeys.COMMAND, NAMES.get(cause.getPayloadType()));
            Object trigger = metadata.get(MessageKeys.CAUSATION_ID);
            if (trigger != null && !trigger.equals(metadata.get(MessageKeys.CORRELATION_ID))) {
                origin.put(MessageKeys.CAUSED_BY, trigger);
            }
            Object key = metadata.get(MessageKeys.IDEMPOTENCY_KEY);
            if (key != null) {
                origin.put(MessageKeys.IDEMPOTENCY_KEY, key);
            }
        }
        return origin;
    }

    private static String nameOf(Class<?> command) {
        String capability = command.getPackageName();
        return capability.substring(capability.lastIndexOf('.') + 1)
                + "."
                + ClassUtils.getShortName(command).replaceAll(".*\\.", "");
    }
}
