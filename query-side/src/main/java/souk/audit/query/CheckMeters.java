package souk.audit.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

import souk.audit.CheckView;
import souk.audit.Finding;
import souk.audit.Finding.What;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What monitoring sees of checks: down once the log was found not to be what was sealed, until all
 * of it is checked and is.
 */
@Component("auditCheckHealthIndicator")
class CheckMeters extends AbstractHealthIndicator {

    private final CheckTable table;

    CheckMeters(CheckTable table, MeterRegistry meters, Clock clock) {
        this.table = table;
        Gauge.builder("souk.audit.check.found", () -> found(table))
                .description(
                        "What the last checks have found of the log and of views, at most 1,000")
                .register(meters);
        Gauge.builder("souk.audit.check.age", () -> age(table, clock.instant()))
                .description("Seconds since all of the log was checked")
                .baseUnit("seconds")
                .register(meters);
    }

    private static double found(CheckTable table) {
        Optional<CheckView> log = table.verdict();
        Optional<CheckView> views = table.lastOfViews();
        return log.isEmpty() && views.isEmpty()
                ? Double.NaN
                : log.map(it -> ofLog(it).count()).orElse(0L)
                        + views.map(it -> it.findings().size() - ofLog(it).count()).orElse(0L);
    }

    private static Stream<Finding> ofLog(CheckView check) {
        return check.findings().stream().filter(it -> it.what() != What.VIEW);
    }

    private static double age(CheckTable table, Instant now) {
        return table.lastOfAll()
                .map(CheckView::endedAt)
                .map(ended -> (double) Duration.between(ended, now).toSeconds())
                .orElse(Double.NaN);
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        table.verdict()
                .ifPresent(
                        last ->
                                builder.status(ofLog(last).findAny().isPresent() ? "DOWN" : "UP")
                                        .withDetail("check", last.id().value())
                                        .withDetail("found", last.found()));
    }
}
