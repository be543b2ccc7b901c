package souk.audit.command;

import org.jspecify.annotations.Nullable;

import souk.audit.PatchOperation;
import souk.kernel.Rejected;
import souk.kernel.proof.StoredRecord;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What events of one answer have changed. Given in their order, each state is reckoned once. */
final class Changes {

    /**
     * How many events of other streams are folded for one answer. What is learned on the way is
     * kept, so that the next one gets further.
     */
    private static final int MOST_STEPS = 20_000;

    private final Past past;
    private final String own;
    private final Function<String, Sight> sights;
    private final Map<String, Along> streams = new HashMap<>();
    private int left = MOST_STEPS;

    Changes(Past past, String own, Function<String, Sight> sights) {
        this.past = past;
        this.own = own;
        this.sights = sights;
    }

    /** Nothing where its stream has no state, or that is too far from what is known. */
    @Nullable List<PatchOperation> of(StoredRecord stored) {
        try {
            return streams.computeIfAbsent(stored.stream(), _ -> along(stored))
                    .changeBy(stored.sequence())
                    .orElse(null);
        } catch (Rejected unreadable) {
            return null;
        }
    }

    private Along along(StoredRecord stored) {
        return new Along(
                past.along(stored.stream(), stored.streamType()).orElse(null),
                stored.stream().equals(own),
                sights.apply(stored.stream()));
    }

    private final class Along {

        private final @Nullable Walk<?> walk;
        private final boolean free;
        private final Sight sight;
        private @Nullable JsonNode last;
        private long lastVersion = -1;

        Along(@Nullable Walk<?> walk, boolean free, Sight sight) {
            this.walk = walk;
            this.free = free;
            this.sight = sight;
        }

        Optional<List<PatchOperation>> changeBy(long version) {
            if (walk == null || !goTo(walk, version - 1)) {
                return Optional.empty();
            }
            JsonNode before = lastVersion == version - 1 ? last : shown(walk);
            if (!goTo(walk, version)) {
                return Optional.empty();
            }
            JsonNode after = shown(walk);
            last = after;
            lastVersion = version;
            return Optional.ofNullable(after)
                    .map(now -> Patch.between(before, now, past.trees()::plain));
        }

        private boolean goTo(Walk<?> along, long version) {
            int before = along.steps();
            boolean there = along.toVersion(version, free ? Integer.MAX_VALUE : left);
            left -= free ? 0 : along.steps() - before;
            return there;
        }

        private @Nullable JsonNode shown(Walk<?> along) {
            return along.state().map(state -> past.trees().shown(state, sight)).orElse(null);
        }
    }
}
