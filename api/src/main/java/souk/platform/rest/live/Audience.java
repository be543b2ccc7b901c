package souk.platform.rest.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who listens to what. Not safe for several threads: its owner sees to that. */
final class Audience {

    private final Map<String, Map<String, Set<Listener>>> byTopic = new HashMap<>();

    void add(Listener listener) {
        listener.topics()
                .forEach(
                        (topic, ids) ->
                                ids.forEach(
                                        id ->
                                                byTopic.computeIfAbsent(topic, _ -> new HashMap<>())
                                                        .computeIfAbsent(
                                                                id, _ -> new LinkedHashSet<>())
                                                        .add(listener)));
    }

    void remove(Listener listener) {
        listener.topics().forEach((topic, ids) -> ids.forEach(id -> remove(listener, topic, id)));
    }

    private void remove(Listener listener, String topic, String id) {
        Map<String, Set<Listener>> ofTopic = byTopic.getOrDefault(topic, Map.of());
        Set<Listener> listeners = ofTopic.getOrDefault(id, Set.of());
        if (listeners.remove(listener) && listeners.isEmpty()) {
            ofTopic.remove(id);
            if (ofTopic.isEmpty()) {
                byTopic.remove(topic);
            }
        }
    }

    /** Each once, whatever it has to do with it. */
    Collection<Listener> of(Bulletin bulletin) {
        if (byTopic.isEmpty()) {
            return Set.of();
        }
        Set<Listener> all = new LinkedHashSet<>();
        for (Message message : bulletin.messages()) {
            Map<String, Set<Listener>> ofTopic = byTopic.getOrDefault(message.topic(), Map.of());
            if (message.about() == null) {
                ofTopic.values().forEach(all::addAll);
            } else {
                all.addAll(ofTopic.getOrDefault(message.about(), Set.of()));
            }
        }
        return all;
    }
}
