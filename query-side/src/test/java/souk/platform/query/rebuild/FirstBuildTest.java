package souk.platform.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import souk.kernel.CommonRejection.ProjectionBehind;
import souk.kernel.Rejected;
import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Opened;
import souk.platform.query.Probes;
import souk.platform.query.Projections;
import souk.platform.query.Trouble;
import souk.platform.query.rebuild.Rebuild.Kind;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A projection that nobody has handled events for yet, where there are many. */
@RebuildTest
@TestPropertySource(properties = "souk.projections.build-new-above=100")
class FirstBuildTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired Probes probes;
    @Autowired Trouble trouble;
    @Autowired Rebuilds rebuilds;
    @Autowired Rebuilding rebuilding;
    @Autowired Projections projections;
    @Autowired Configuration axon;
    @Autowired JdbcTemplate jdbc;

    private List<String> names = List.of();

    @BeforeEach
    void happen() {
        names = Stream.generate(Probes::name).limit(60).toList();
        for (String name : names) {
            probes.happen(new Opened(name), new Counted(name, 2));
        }
        probes.awaitHandled(probes.happen(new Counted(names.getFirst(), 1)));
    }

    @AfterEach
    void end() {
        trouble.ends();
        rebuilds.observe((_, _) -> {});
        probes.awaitHandled(probes.happen(new Counted(names.getFirst(), 1)));
    }

    private StreamingEventProcessor processor() {
        return axon.eventProcessingConfiguration()
                .eventProcessor(Probes.VIEW, StreamingEventProcessor.class)
                .orElseThrow();
    }

    /** As on a node that has just learnt of it. */
    private void appear() {
        processor().shutDown();
        jdbc.update("delete from projection.rebuild where projection = ?", Probes.VIEW);
        jdbc.update("delete from axon.token_entry where processor_name = ?", Probes.VIEW);
        jdbc.update("delete from probe_view.probe");
        processor().start();
    }

    private Rebuild build() {
        await().atMost(SOON)
                .until(
                        () ->
                                rebuilds.latest(Probes.VIEW)
                                        .filter(it -> it.endedAt() != null)
                                        .isPresent());
        return rebuilds.latest(Probes.VIEW).orElseThrow();
    }

    @Test
    void is_built_and_then_goes_live() {
        var before = rebuilding.content("probe_view");
        int generation = rebuilds.generation(Probes.VIEW);

        appear();

        Rebuild build = build();
        assertThat(build.kind()).isEqualTo(Kind.BUILD);
        assertThat(build.phase()).isEqualTo(Phase.DONE);
        assertThat(rebuilding.content("probe_view")).isEqualTo(before);
        assertThat(rebuilds.generation(Probes.VIEW)).isEqualTo(generation);
        await().atMost(SOON).until(() -> processor().isRunning());
        probes.awaitHandled(probes.happen(new Counted(names.getFirst(), 10)));
        assertThat(probes.total(names.getFirst())).isEqualTo(13);
        await().atMost(SOON).until(() -> !rebuilding.exists("probe_view_previous"));
    }

    @Test
    void is_not_read_before_it_has_been_built_and_misses_nothing_that_happens_meanwhile()
            throws Throwable {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        rebuilds.observe(
                (_, phase) -> {
                    if (phase == Phase.INDEX) {
                        begun.countDown();
                        assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
                    }
                });
        appear();
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> probes.ask(names.getFirst()))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused ->
                                assertThat(refused.rejection())
                                        .isInstanceOf(ProjectionBehind.class));
        probes.happen(new Counted(names.getFirst(), 10));
        assertThat(processor().isRunning()).isFalse();
        assertThat(projections.worstLag()).isLessThan(100);
        goOn.countDown();

        assertThat(build().phase()).isEqualTo(Phase.DONE);
        await().atMost(SOON).until(() -> processor().isRunning());
        probes.awaitHandled(probes.happen(new Counted(names.getFirst(), 100)));
        assertThat(probes.ask(names.getFirst())).isEqualTo(113);
    }

    @Test
    void is_built_by_one_of_two_who_want_it() {
        rebuilds.observe(
                (build, phase) -> {
                    if (phase == Phase.SCAN) {
                        assertThat(
                                        rebuilds.begin(
                                                List.of(
                                                        Rebuilding.of(
                                                                Probes.VIEW,
                                                                Kind.BUILD,
                                                                Rebuilding.PLAIN))))
                                .isFalse();
                    }
                });
        appear();

        assertThat(build().phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void goes_live_where_it_cannot_be_built_and_parks_what_it_cannot_digest() {
        String probe = names.getLast();
        trouble.comes(
                event -> {
                    if (event.equals(new Counted(probe, 2))) {
                        throw new IllegalStateException("poison");
                    }
                });
        appear();

        Rebuild build = build();
        assertThat(build.phase()).isEqualTo(Phase.FAILED);
        assertThat(Objects.requireNonNull(build.failure()).cause()).contains("poison");
        await().atMost(SOON).until(() -> processor().isRunning());
        probes.awaitHandled(probes.happen(new Counted(names.getFirst(), 1)));
        assertThat(probes.letters(probe)).hasSize(1);
        assertThat(probes.total(names.getFirst())).isEqualTo(4);
        trouble.ends();
        rebuilding.done(Rebuilding.ofProbes(Rebuilding.PLAIN));
    }
}
