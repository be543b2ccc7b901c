package souk.platform.process;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up as long as somebody runs errands; those that fail or are parked are told, but stop nothing.
 */
class ErrandsHealthIndicator extends AbstractHealthIndicator {

    private final ParkedErrands parked;
    private final Scheduling scheduling;

    ErrandsHealthIndicator(ParkedErrands parked, Scheduling scheduling) {
        super("Errands cannot be looked at");
        this.parked = parked;
        this.scheduling = scheduling;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.status(scheduling.isRunning() ? "UP" : "DOWN")
                .withDetail("failing", parked.failing())
                .withDetail("parked", parked.count());
    }
}
