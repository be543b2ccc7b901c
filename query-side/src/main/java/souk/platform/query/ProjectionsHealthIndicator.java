package souk.platform.query;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import souk.platform.query.LiveProjection.Failure;

import java.util.LinkedHashMap;
import java.util.Map;

/** Up as long as every projection moves; letters and lag are told, but stop nothing. */
class ProjectionsHealthIndicator extends AbstractHealthIndicator {

    private final Projections projections;
    private final DeadLetters letters;

    ProjectionsHealthIndicator(Projections projections, DeadLetters letters) {
        super("Projections cannot be looked at");
        this.projections = projections;
        this.letters = letters;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        projections.names().forEach(name -> health.withDetail(name, details(name, health)));
    }

    private Map<String, Object> details(String name, Health.Builder health) {
        LiveProjection projection = projections.live(name);
        Projections.Progress progress = projections.progress(name);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("position", progress.position());
        details.put("lag", progress.lag());
        details.put("deadLetters", letters.count(name));
        Failure failure = projection.failure();
        // another node may have got over it
        if (failure != null && progress.position() < failure.position()) {
            details.put("stoppedBy", failure.cause().toString());
            health.down();
        } else if (projection.isUnborn()) {
            details.put("waitsFor", "being built");
        } else if (!projection.processor().isRunning() || projection.processor().isError()) {
            details.put("stoppedBy", "its processor does not run");
            health.down();
        }
        return details;
    }
}
