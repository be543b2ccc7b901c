package souk.platform.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Opened;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What operators see. */
@QueryNodeTest
class OperatingTest {

    @Autowired Probes probes;
    @Autowired Trouble trouble;
    @Autowired Projections projections;
    @Autowired ProjectionsHealthIndicator health;
    @Autowired MeterRegistry meters;
    @Autowired JdbcTemplate jdbc;
    @Autowired SagaStore<Object> sagas;
    @Autowired PlatformTransactionManager transactions;

    private final String probe = Probes.name();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void end() {
        goOn.countDown();
        trouble.ends();
    }

    private Health health() {
        return Objects.requireNonNull(health.health(true));
    }

    private Object detail(String what) {
        Object details = health().getDetails().get(Probes.VIEW);
        return details instanceof Map<?, ?> map ? String.valueOf(map.get(what)) : "nothing";
    }

    private double gauge(String name) {
        return meters.get("souk.projection." + name)
                .tags(Tags.of("projection", Probes.VIEW))
                .gauge()
                .value();
    }

    @Test
    void is_up_with_lag_and_letters_told() {
        trouble.comes(
                event -> {
                    if (event instanceof Counted) {
                        throw new IllegalStateException("poison");
                    }
                });
        long position = probes.happen(new Opened(probe), new Counted(probe, 1));
        probes.awaitHandled(position);

        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(detail("position")).isEqualTo(String.valueOf(position));
        String letters =
                String.valueOf(
                        jdbc.queryForObject(
                                "select count(*) from axon.dead_letter_entry", Long.class));
        await().untilAsserted(() -> assertThat(detail("deadLetters")).isEqualTo(letters));
    }

    @Test
    void counts_letters_seldom_however_often_it_is_asked() {
        AtomicInteger counted = new AtomicInteger();
        var indicator = new ProjectionsHealthIndicator(projections, _ -> counted.incrementAndGet());

        for (int i = 0; i < 100; i++) {
            indicator.health(true);
        }

        assertThat(counted).hasPositiveValue().hasValueLessThan(100 * projections.names().size());
    }

    @Test
    void is_down_while_a_projection_cannot_go_on_and_up_again_after() {
        trouble.comes(
                event -> {
                    throw new CannotAcquireLockException("somebody has it");
                });
        long position = probes.happen(new Opened(probe));

        await().untilAsserted(
                        () -> {
                            Health now = health();
                            assertThat(now.getStatus()).isEqualTo(Status.DOWN);
                            assertThat(detail("stoppedBy").toString()).contains("somebody has it");
                        });

        trouble.ends();
        probes.awaitHandled(position);
        await().untilAsserted(() -> assertThat(health().getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void is_down_when_a_processor_does_not_run() {
        ProjectionProcessor processor = projections.live(Probes.VIEW).processor();
        processor.shutDown();
        try {
            assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        } finally {
            processor.start();
        }
    }

    @Test
    void measures_lag_and_batches() {
        probes.awaitHandled(probes.happen(new Opened(probe)));
        long batches =
                meters.get("souk.projection.batch").tag("projection", Probes.VIEW).timer().count();
        trouble.comes(event -> goOn.await());
        long position = probes.happen(new Counted(probe, 1), new Counted(probe, 1));

        await().untilAsserted(() -> assertThat(gauge("lag")).isEqualTo(2));
        goOn.countDown();
        probes.awaitHandled(position);

        await().untilAsserted(() -> assertThat(gauge("lag")).isZero());
        assertThat(gauge("position")).isEqualTo(position);
        assertThat(gauge("dead.letters")).isGreaterThanOrEqualTo(0);
        assertThat(
                        meters.get("souk.projection.batch")
                                .tag("projection", Probes.VIEW)
                                .timer()
                                .count())
                .isGreaterThan(batches);
        assertThat(
                        meters.get("souk.projection.batch.size")
                                .tag("projection", Probes.VIEW)
                                .summary()
                                .max())
                .isGreaterThanOrEqualTo(1);
        assertThat(projections.progress(Probes.VIEW).rate()).isPositive();
    }

    @Test
    void has_a_place_for_sagas() {
        var order = new AssociationValue("orderId", "ord_1");
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        _ ->
                                sagas.insertSaga(
                                        GlobalSequenceTrackingToken.class,
                                        "saga_1",
                                        new GlobalSequenceTrackingToken(7),
                                        Set.of(order)));

        assertThat(sagas.findSagas(GlobalSequenceTrackingToken.class, order))
                .containsExactly("saga_1");
        assertThat(sagas.loadSaga(GlobalSequenceTrackingToken.class, "saga_1").saga())
                .isEqualTo(new GlobalSequenceTrackingToken(7));
    }
}
