package souk.platform.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.platform.query.ProbeEvent;
import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Labelled;
import souk.platform.query.ProbeEvent.Opened;
import souk.platform.query.Probes;
import souk.platform.query.Trouble;
import souk.platform.query.rebuild.Rebuild.Difference;
import souk.platform.query.rebuild.Rebuild.Failure;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Options;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

@RebuildTest
class RebuildingTest {

    private static final String LIVE = "probe_view";
    private static final String KEPT = "probe_view_previous";

    @Autowired Probes probes;
    @Autowired Trouble trouble;
    @Autowired Rebuilds rebuilds;
    @Autowired Rebuilding rebuilding;
    @Autowired JdbcTemplate jdbc;

    private final String probe = Probes.name();

    @AfterEach
    void end() {
        trouble.ends();
        rebuilds.observe((_, _) -> {});
    }

    private List<String> history() {
        List<String> names = Stream.generate(Probes::name).limit(100).toList();
        names.forEach(name -> probes.happen(new Opened(name)));
        for (int round = 0; round < 3; round++) {
            int amount = round;
            names.forEach(name -> probes.happen(new Counted(name, amount)));
        }
        probes.awaitHandled(probes.happen(new Labelled(names.getFirst(), "first")));
        return names;
    }

    @Test
    void makes_the_same_of_the_same_events_with_indexes_and_all() {
        List<String> names = history();
        var before = rebuilding.content(LIVE);
        int generation = rebuilds.generation(Probes.VIEW);

        Rebuild rebuild = Rebuilding.ofProbes(Rebuilding.VERIFIED);
        rebuilding.done(rebuild);

        Rebuild.Progress all = rebuilding.now(rebuild).progress();
        assertThat(all.total()).isPositive().isEqualTo(all.done());
        assertThat(rebuilding.content(LIVE)).isEqualTo(before);
        assertThat(rebuilding.content(KEPT)).isEqualTo(before);
        assertThat(rebuilding.analyzed(LIVE)).contains("probe");
        assertThat(rebuilds.generation(Probes.VIEW)).isEqualTo(generation + 1);
        assertThat(rebuilding.exists("probe_view_next")).isFalse();
        probes.awaitHandled(probes.happen(new Counted(names.getFirst(), 10)));
        assertThat(probes.total(names.getFirst())).isEqualTo(13);
    }

    @Test
    void tells_in_what_the_tables_differ_and_swaps_them() {
        history();
        probes.awaitHandled(probes.happen(new Opened(probe), new Counted(probe, 1)));
        jdbc.update("update probe_view.probe set total = 99 where probe = ?", probe);
        Rebuild rebuild = Rebuilding.ofProbes(Rebuilding.PLAIN);

        rebuilding.done(rebuild);

        assertThat(probes.total(probe)).isEqualTo(1);
        assertThat(rebuilds.differences(rebuild.id()))
                .contains(new Difference("probe", "total", probe, "differs", "differs"))
                .anyMatch(it -> Objects.equals(it.column(), "total") && it.key() == null)
                .hasSize(2);
    }

    @Test
    void swaps_nothing_where_a_difference_is_a_failure() {
        history();
        jdbc.update("insert into probe_view.probe values (?, 5, null, 1)", probe);
        Rebuild rebuild = Rebuilding.ofProbes(Rebuilding.VERIFIED);

        Rebuild ended = rebuilding.run(rebuild);

        assertThat(ended.phase()).isEqualTo(Phase.FAILED);
        assertThat(rebuilds.differences(rebuild.id()))
                .contains(new Difference("probe", null, probe, "present", "absent"));
        assertThat(probes.total(probe)).isEqualTo(5);
        assertThat(rebuilding.exists("probe_view_next")).isFalse();
        jdbc.update("delete from probe_view.probe where probe = ?", probe);
    }

    @Test
    void stops_at_an_event_that_cannot_be_digested_and_says_which() {
        history();
        long position = probes.happen(new Opened(probe), new Counted(probe, 3));
        probes.awaitHandled(position);
        var before = rebuilding.content(LIVE);
        isPoison(new Counted(probe, 3));

        stopsAt(position, "probe.Counted", "java.lang.IllegalStateException: poison");

        assertThat(rebuilding.content(LIVE)).isEqualTo(before);
    }

    private void isPoison(ProbeEvent poison) {
        trouble.comes(
                event -> {
                    if (event.equals(poison)) {
                        throw new IllegalStateException("poison");
                    }
                });
    }

    private void stopsAt(long position, String type, String cause) {
        Rebuild ended = rebuilding.run(Rebuilding.ofProbes(Rebuilding.PLAIN));

        assertThat(ended.phase()).isEqualTo(Phase.FAILED);
        assertThat(ended.failure()).isEqualTo(new Failure(position, type, cause));
        assertThat(rebuilding.exists("probe_view_next")).isFalse();
    }

    @Test
    void ends_in_the_end_where_handling_an_event_is_a_grave_error() {
        long position = probes.happen(new Opened(probe));
        probes.awaitHandled(position);
        trouble.comes(
                event -> {
                    if (event.probe().equals(probe)) {
                        throw new NoClassDefFoundError("souk/Gone");
                    }
                });

        stopsAt(position, "probe.Opened", "java.lang.NoClassDefFoundError: souk/Gone");
    }

    @Test
    void ends_even_if_its_tables_can_not_be_dropped() {
        Rebuild unnameable =
                Rebuilding.of(
                        Probes.VIEW, Kind.SCRATCH, new Options(false, true, 0, -1L, "a test"));

        assertThat(rebuilding.run(unnameable).phase()).isEqualTo(Phase.FAILED);
    }

    private void park(ProbeEvent poison) {
        isPoison(poison);
        probes.awaitHandled(probes.happen(poison));
        trouble.ends();
        assertThat(probes.letters(poison.probe())).hasSize(1);
    }

    private static Options from(long first) {
        return new Options(false, true, first, null, "a test");
    }

    @Test
    void swaps_nothing_that_lacks_what_came_first() {
        history();
        park(new Opened(probe));
        long first = probes.happen(new Opened(Probes.name()));
        probes.awaitHandled(first);
        var before = rebuilding.content(LIVE);
        Rebuild late = Rebuilding.ofProbes(from(first));

        Rebuild ended = rebuilding.run(late);

        assertThat(ended.phase()).isEqualTo(Phase.FAILED);
        assertThat(rebuilds.differences(late.id())).isNotEmpty();
        assertThat(rebuilding.content(LIVE)).isEqualTo(before);
        assertThat(probes.letters(probe)).hasSize(1);
        rebuilding.done(Rebuilding.ofProbes(Rebuilding.PLAIN));
    }

    @Test
    void keeps_the_letters_of_what_it_has_left_out() {
        String before = Probes.name();
        park(new Opened(before));
        long first = probes.happen(new Opened(probe));
        park(new Counted(probe, 3));
        // as if there had been nothing else, and the letter made no difference
        jdbc.update("delete from probe_view.probe where probe <> ?", probe);
        jdbc.update("update probe_view.probe set total = 3, version = 1 where probe = ?", probe);

        rebuilding.done(Rebuilding.ofProbes(from(first)));

        assertThat(probes.letters(before)).hasSize(1);
        assertThat(probes.letters(probe)).isEmpty();
        assertThat(rebuilds.keptLetters(Probes.VIEW)).isEqualTo(1);
        rebuilding.done(Rebuilding.ofProbes(Rebuilding.PLAIN));
        assertThat(probes.letters(before)).isEmpty();
    }

    @Test
    void says_which_event_made_a_row_that_cannot_be_written() {
        history();
        long position = probes.happen(new Opened(probe), new Labelled(probe, "much too long"));
        probes.awaitHandled(position);
        assertThat(probes.letters(probe)).hasSize(1);

        Rebuild ended = rebuilding.run(Rebuilding.ofProbes(Rebuilding.PLAIN));

        Failure failure = Objects.requireNonNull(ended.failure());
        assertThat(failure.position()).isEqualTo(position);
        assertThat(failure.type()).isEqualTo("probe.Labelled");
        assertThat(failure.cause()).contains("value too long");
        jdbc.update(
                """
                insert into axon.discarded_letter
                       (processing_group, dead_letter_id, sequence_identifier, sequence_index,
                        position, payload_type, cause_type, discarded_by, reason)
                select processing_group, dead_letter_id, sequence_identifier, sequence_index, ?,
                       payload_type, cause_type, 'acc_1', 'too long'
                  from axon.dead_letter_entry where sequence_identifier = ?
                """,
                position,
                probe);
        rebuilding.done(Rebuilding.ofProbes(Rebuilding.PLAIN));
        assertThat(probes.letters(probe)).isEmpty();
    }

    @Test
    void digests_what_was_parked_and_takes_the_letters_away() {
        trouble.comes(
                event -> {
                    if (event.probe().equals(probe)) {
                        throw new IllegalStateException("poison");
                    }
                });
        probes.awaitHandled(probes.happen(new Opened(probe), new Counted(probe, 3)));
        assertThat(probes.letters(probe)).hasSize(2);
        trouble.ends();

        rebuilding.done(Rebuilding.ofProbes(Rebuilding.PLAIN));

        assertThat(probes.letters(probe)).isEmpty();
        assertThat(probes.total(probe)).isEqualTo(3);
        probes.awaitHandled(probes.happen(new Counted(probe, 4)));
        assertThat(probes.total(probe)).isEqualTo(7);
        assertThat(rebuilds.keptLetters(Probes.VIEW)).isEqualTo(2);
    }

    @Test
    void goes_back_to_the_generation_that_was_kept_without_losing_what_came_since() {
        history();
        rebuilding.done(Rebuilding.ofProbes(Rebuilding.PLAIN));
        int generation = rebuilds.generation(Probes.VIEW);
        probes.awaitHandled(probes.happen(new Opened(probe), new Counted(probe, 3)));
        var before = rebuilding.content(LIVE);

        rebuilding.done(Rebuilding.of(Probes.VIEW, Kind.ROLLBACK, Rebuilding.PLAIN));

        assertThat(rebuilding.content(LIVE)).isEqualTo(before);
        assertThat(rebuilds.generation(Probes.VIEW)).isEqualTo(generation - 1);
        probes.awaitHandled(probes.happen(new Counted(probe, 4)));
        assertThat(probes.total(probe)).isEqualTo(7);
        rebuilding.done(Rebuilding.of(Probes.VIEW, Kind.ROLLBACK, Rebuilding.PLAIN));
        assertThat(probes.total(probe)).isEqualTo(7);
        assertThat(rebuilds.generation(Probes.VIEW)).isEqualTo(generation);
    }

    @Test
    void keeps_nothing_where_nobody_wants_it() {
        history();
        rebuilding.done(Rebuilding.ofProbes(new Options(false, false, 0, null, "a test")));

        assertThat(rebuilds.kept(Probes.VIEW)).isEmpty();
        await().until(() -> !rebuilding.exists(KEPT));
    }

    @Test
    void shows_the_past_beside_the_present() {
        long then = probes.happen(new Opened(probe), new Counted(probe, 3));
        probes.awaitHandled(probes.happen(new Counted(probe, 4)));

        rebuilding.done(
                Rebuilding.of(
                        Probes.VIEW, Kind.SCRATCH, new Options(false, true, 0, then, "a test")));

        assertThat(
                        jdbc.queryForObject(
                                "select total from probe_view_at_%d.probe where probe = ?"
                                        .formatted(then),
                                Integer.class,
                                probe))
                .isEqualTo(3);
        assertThat(probes.total(probe)).isEqualTo(7);
    }

    @Test
    void is_one_at_a_time() throws Exception {
        history();
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        rebuilds.observe(
                (_, phase) -> {
                    if (phase == Phase.INDEX) {
                        begun.countDown();
                        assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
                    }
                });
        Rebuild first = Rebuilding.ofProbes(Rebuilding.PLAIN);
        assertThat(rebuilds.begin(List.of(first))).isTrue();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(rebuilds.begin(List.of(Rebuilding.ofProbes(Rebuilding.PLAIN)))).isFalse();

        goOn.countDown();
        assertThat(rebuilding.ended(first).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void is_one_at_a_time_of_a_moment_of_the_past() throws Exception {
        long then = probes.happen(new Opened(probe));
        probes.awaitHandled(then);
        var goOn = new CountDownLatch(1);
        rebuilds.observe((_, _) -> assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue());
        Options past = new Options(false, true, 0, then, "a test");
        Rebuild first = Rebuilding.of(Probes.VIEW, Kind.SCRATCH, past);
        Rebuild second = Rebuilding.of(Probes.VIEW, Kind.SCRATCH, past);
        assertThat(rebuilds.begin(List.of(first))).isTrue();

        assertThat(rebuilds.begin(List.of(second))).isFalse();

        assertThat(rebuilds.inTheWayOf(second)).map(Rebuild::id).contains(first.id());
        goOn.countDown();
        assertThat(rebuilding.ended(first).phase()).isEqualTo(Phase.DONE);
        rebuilding.done(second);
    }

    @Test
    void can_be_cancelled_while_live_goes_on() throws Exception {
        history();
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        rebuilds.observe(
                (_, phase) -> {
                    if (phase == Phase.COMPARE) {
                        begun.countDown();
                        assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
                    }
                });
        var before = rebuilding.content(LIVE);
        Rebuild rebuild = Rebuilding.ofProbes(Rebuilding.PLAIN);
        rebuilds.begin(List.of(rebuild));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(rebuilds.cancel(rebuild.id())).isTrue();
        goOn.countDown();

        assertThat(rebuilding.ended(rebuild).phase()).isEqualTo(Phase.CANCELLED);
        assertThat(rebuilds.cancel(rebuild.id())).isFalse();
        assertThat(rebuilding.content(LIVE)).isEqualTo(before);
        assertThat(rebuilding.exists("probe_view_next")).isFalse();
    }
}
