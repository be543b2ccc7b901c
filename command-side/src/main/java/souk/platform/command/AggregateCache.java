package souk.platform.command;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;

import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Recently used aggregates. An entry may be stale: sequence numbers tell, and a conflict evicts it.
 */
class AggregateCache implements Cache {

    /**
     * As long as somebody thinks between two steps: memory follows how many are there now, and not
     * how many have been. And what another node has forgotten of a person is not asked for here,
     * and must go all the same.
     */
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    AggregateCache(long maximumSize, MeterRegistry meters) {
        entries =
                Caffeine.newBuilder()
                        .maximumSize(maximumSize)
                        .expireAfterAccess(IDLE)
                        .scheduler(Scheduler.systemScheduler())
                        .recordStats()
                        .build();
        CaffeineCacheMetrics.monitor(meters, entries, "souk.aggregates");
    }

    @Override
    @SuppressWarnings("unchecked") // as its callers expect
    public <K, V> @Nullable V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    @SuppressWarnings("unchecked") // as its callers expect
    public <T> T computeIfAbsent(Object key, Supplier<T> value) {
        return (T) entries.get(key, _ -> value.get());
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    @Override
    @SuppressWarnings("unchecked") // as its callers expect
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.asMap().computeIfPresent(key, (_, value) -> update.apply((V) value));
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("Nobody listens to this cache");
    }
}
