package souk.audit.query;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Down once the log is not what was signed; failures that pass are told, and those that don't are
 * as bad.
 */
class LogSealHealthIndicator extends AbstractHealthIndicator {

    private final Sealing sealing;

    LogSealHealthIndicator(Sealing sealing) {
        super("The sealer cannot be looked at");
        this.sealing = sealing;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up().withDetail("size", sealing.size());
        String failure = sealing.failure();
        if (failure != null) {
            health.withDetail("failure", failure);
        }
        if (sealing.rests()) {
            health.down();
        }
        String contradiction = sealing.contradiction();
        if (contradiction != null) {
            health.down().withDetail("tampered", contradiction);
        }
    }
}
