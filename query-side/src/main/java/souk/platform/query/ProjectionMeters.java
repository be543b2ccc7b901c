package souk.platform.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What monitoring sees of projections. */
class ProjectionMeters {

    private static final Duration SCRAPE = Duration.ofSeconds(5);

    private final MeterRegistry meters;

    ProjectionMeters(MeterRegistry meters, Projections projections, DeadLetters letters) {
        this.meters = meters;
        projections.names().forEach(name -> register(name, projections, letters));
    }

    private void register(String name, Projections projections, DeadLetters letters) {
        gauge(name, "position", "Last event handled", () -> projections.position(name));
        gauge(name, "lag", "Events not yet handled", () -> projections.progress(name).lag());
        gauge(
                name,
                "dead.letters",
                "Events that could not be digested, and those behind them",
                new Remembered(() -> letters.count(name), SCRAPE));
    }

    private void gauge(String projection, String what, String description, LongSupplier value) {
        Gauge.builder("souk.projection." + what, value::getAsLong)
                .description(description)
                .tag("projection", projection)
                .register(meters);
    }
}
