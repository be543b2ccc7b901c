package souk.audit.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

import souk.audit.CheckView;
import souk.audit.Finding.What;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What monitoring sees of the last check: down, if the log is not what was sealed. */
@Component("auditCheckHealthIndicator")
class CheckMeters extends AbstractHealthIndicator {

    private final CheckTable table;

    CheckMeters(CheckTable table, MeterRegistry meters, Clock clock) {
        this.table = table;
        Gauge.builder("souk.audit.check.found", () -> found(table))
                .description("What the last check has found")
                .register(meters);
        Gauge.builder("souk.audit.check.age", () -> age(table, clock.instant()))
                .description("Seconds since a check was done")
                .baseUnit("seconds")
                .register(meters);
    }

    private static double found(CheckTable table) {
        return table.lastDone().map(it -> (double) it.found()).orElse(Double.NaN);
    }

    private static double age(CheckTable table, Instant now) {
        return table.lastDone()
                .map(CheckView::endedAt)
                .map(ended -> (double) Duration.between(ended, now).toSeconds())
                .orElse(Double.NaN);
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        table.lastDone()
                .ifPresent(
                        last -> {
                            boolean tampered =
                                    last.findings().stream().anyMatch(it -> it.what() != What.VIEW);
                            builder.status(tampered ? "DOWN" : "UP")
                                    .withDetail("check", last.id().value())
                                    .withDetail("found", last.found());
                        });
    }
}
