package souk.platform.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** How the writer is doing. */
class AppendMetrics {

    private final MeterRegistry registry;
    private final DistributionSummary batchSize;
    private final Timer latency;
    private final Counter conflicts;

    AppendMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.batchSize =
                DistributionSummary.builder("souk.events.append.batch")
                        .description("Events stored by one statement")
                        .publishPercentiles(0.5, 0.99)
                        .register(registry);
        this.latency =
                Timer.builder("souk.events.append.latency")
                        .description("From sending a batch until it is on disk")
                        .publishPercentiles(0.5, 0.99)
                        .register(registry);
        this.conflicts =
                Counter.builder("souk.events.append.conflicts")
                        .description("Units of work that found their stream continued by others")
                        .register(registry);
    }

    void observeQueue(Collection<?> queue) {
        Gauge.builder("souk.events.append.queue", queue, Collection::size)
                .description("Units of work that wait for the writer")
                .register(registry);
    }

    void appended(int events, long nanos) {
        batchSize.record(events);
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    void conflict() {
        conflicts.increment();
    }
}
