package souk.platform.store;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All upcasters, in an order in which each finds what those before it made. Refuses to start with a
 * broken chain.
 */
final class UpcasterChain {

    private final PublishedNames names;
    private final Map<SerializedType, RevisionUpcaster> byStart = new HashMap<>();

    UpcasterChain(PublishedNames names, Collection<RevisionUpcaster> upcasters) {
        this.names = names;
        for (RevisionUpcaster upcaster : upcasters) {
            var start = new SimpleSerializedType(upcaster.name(), upcaster.from());
            if (byStart.put(start, upcaster) != null) {
                throw new IllegalStateException("Two upcasters start at " + describe(start));
            }
        }
        byStart.keySet().forEach(this::mustBecomeCurrent);
    }

    /** Types found in a store must be readable: current, or lifted to current. */
    void mustReadAll(Collection<SerializedType> stored) {
        stored.forEach(this::mustBecomeCurrent);
    }

    private void mustBecomeCurrent(SerializedType start) {
        Set<SerializedType> seen = new HashSet<>();
        SerializedType type = start;
        while (!names.isCurrent(type)) {
            RevisionUpcaster step = byStart.get(type);
            if (step == null || !seen.add(type)) {
                throw new IllegalStateException(
                        "%s can't be read: %s".formatted(describe(start), missing(type, step)));
            }
            type = new SimpleSerializedType(step.name(), step.to());
        }
        if (byStart.containsKey(type)) {
            throw new IllegalStateException(
                    "An upcaster starts at " + describe(type) + ", which is current");
        }
    }

    private String missing(SerializedType type, @Nullable RevisionUpcaster step) {
        return step == null
                ? "it is not published, and no upcaster starts at " + describe(type)
                : "its upcasters go round in a circle";
    }

    EventUpcasterChain toAxon() {
        return new EventUpcasterChain(ordered());
    }

    List<RevisionUpcaster> ordered() {
        List<RevisionUpcaster> ordered = new ArrayList<>();
        byStart.values().forEach(upcaster -> place(upcaster, ordered));
        return ordered;
    }

    private void place(RevisionUpcaster upcaster, List<RevisionUpcaster> ordered) {
        if (ordered.contains(upcaster)) {
            return;
        }
        byStart.values().stream()
                .filter(
                        other ->
                                other.name().equals(upcaster.name())
                                        && other.to().equals(upcaster.from()))
                .forEach(before -> place(before, ordered));
        ordered.add(upcaster);
    }

    private static String describe(SerializedType type) {
        return type.getName() + " revision " + type.getRevision();
    }
}
