package souk.platform.query;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import souk.platform.query.LiveProjection.Failure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Up as long as every projection moves; letters and lag are told, but stop nothing. */
class ProjectionsHealthIndicator extends AbstractHealthIndicator {

    /** Everybody may ask, as often as he likes. */
    private static final Duration LETTERS_KNOWN_FOR = Duration.ofSeconds(1);

    private final Projections projections;
    private final Map<String, LongSupplier> letters;

    /**
     * @param letters how many there are of a projection
     */
    ProjectionsHealthIndicator(Projections projections, ToLongFunction<String> letters) {
        super("Projections cannot be looked at");
        this.projections = projections;
        this.letters =
                projections.names().stream()
                        .collect(Collectors.toMap(Function.identity(), it -> count(it, letters)));
    }

    private static LongSupplier count(String name, ToLongFunction<String> letters) {
        return new Remembered(() -> letters.applyAsLong(name), LETTERS_KNOWN_FOR);
    }

    private long lettersOf(String name) {
        return Objects.requireNonNull(letters.get(name)).getAsLong();
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
        details.put("deadLetters", lettersOf(name));
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
