package souk.platform.rest.live;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/**
 * What those are told who listen to a topic, or to one thing under it.
 *
 * @param name of the message, such as {@code order.changed}
 * @param about the one thing, where it is known; otherwise whoever is told finds out by asking
 * @param concerns whether it is about one thing; may take its time
 * @param data as JSON; nothing that not everybody who may listen may know
 */
public record Message(
        String name,
        String topic,
        @Nullable String about,
        Predicate<String> concerns,
        Object data) {

    public static Message about(String one, String topic, String name, Object data) {
        return new Message(name, topic, one, one::equals, data);
    }

    /** Where the event does not say what it is about. */
    public static Message about(
            Predicate<String> concerns, String topic, String name, Object data) {
        return new Message(name, topic, null, concerns, data);
    }
}
