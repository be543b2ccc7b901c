package souk.platform.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Labelled;
import souk.platform.query.ProbeEvent.Opened;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What becomes of events that fail, and of those around them. */
@QueryNodeTest
class ParkingTest {

    private static final int UNLUCKY = 13;
    private static final String TOO_LONG = "more than ten characters";

    @Autowired Probes probes;
    @Autowired Trouble trouble;
    @Autowired JdbcTemplate jdbc;
    @Autowired DeadLetters letters;

    private final String good = Probes.name();
    private final String bad = Probes.name();

    @AfterEach
    void end() {
        trouble.ends();
    }

    private void failOnUnluckyNumbers() {
        trouble.comes(
                event -> {
                    if (event instanceof Counted(_, int amount) && amount == UNLUCKY) {
                        throw new IllegalStateException("unlucky");
                    }
                });
    }

    @Nested
    class FailingInAHandler {

        @Test
        void parks_the_event_and_those_behind_it_while_others_flow() {
            failOnUnluckyNumbers();

            probes.awaitHandled(
                    probes.happen(
                            new Opened(bad),
                            new Opened(good),
                            new Counted(bad, 1),
                            new Counted(bad, UNLUCKY),
                            new Counted(good, 1),
                            new Counted(bad, 2),
                            new Counted(good, 2)));
            probes.awaitHandled(probes.happen(new Counted(bad, 4), new Counted(good, 4)));

            assertThat(probes.total(good)).isEqualTo(7);
            assertThat(probes.total(bad)).isEqualTo(1);
            assertThat(probes.letters(bad))
                    .containsExactly(
                            "probe.Counted java.lang.IllegalStateException",
                            "probe.Counted waits",
                            "probe.Counted waits");
            assertThat(probes.letters(good)).isEmpty();
        }

        @Test
        void keeps_nothing_of_what_the_handler_had_changed() {
            failOnUnluckyNumbers();

            probes.awaitHandled(probes.happen(new Opened(bad), new Counted(bad, UNLUCKY)));

            assertThat(probes.total(bad)).isZero();
        }

        @Test
        void notes_why_and_where() {
            failOnUnluckyNumbers();

            long position = probes.happen(new Opened(bad), new Counted(bad, UNLUCKY));
            probes.awaitHandled(position);

            Letter letter = letters.first(Probes.VIEW, bad).orElseThrow();
            assertThat(letter.position()).isEqualTo(position);
            assertThat(letter.error()).isEqualTo("java.lang.IllegalStateException");
            assertThat(letter.errorMessage()).isEqualTo("unlucky");
            assertThat(letter.attempts()).isEqualTo(1);
        }

        @Test
        void parks_each_of_many_poisons_alone() {
            failOnUnluckyNumbers();
            List<ProbeEvent> happened = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String probe = Probes.name();
                names.add(probe);
                happened.add(new Opened(probe));
                happened.add(new Counted(probe, i % 10 == 0 ? UNLUCKY : 1));
            }

            probes.awaitHandled(probes.happen(happened.toArray(ProbeEvent[]::new)));

            assertThat(names.stream().filter(probe -> !probes.letters(probe).isEmpty()))
                    .hasSize(20);
            assertThat(names.stream().mapToInt(probes::total).sum()).isEqualTo(180);
        }
    }

    @Nested
    class FailingWhenRowsAreWritten {

        @Test
        void finds_the_one_at_fault_among_hundreds() {
            List<ProbeEvent> happened = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String probe = i == 211 ? bad : Probes.name();
                names.add(probe);
                happened.add(new Opened(probe));
                happened.add(new Labelled(probe, i == 211 ? TOO_LONG : "label"));
            }

            probes.awaitHandled(probes.happen(happened.toArray(ProbeEvent[]::new)));

            assertThat(names.stream().filter(probe -> !probes.letters(probe).isEmpty()))
                    .containsExactly(bad);
            assertThat(names.stream().filter(probe -> "label".equals(probes.label(probe))))
                    .hasSize(299);
            assertThat(probes.label(bad)).isNull();
        }

        @Test
        void does_not_quote_the_row() {
            probes.awaitHandled(
                    probes.happen(
                            new Opened(bad), new Counted(bad, 5), new Counted(bad, -777_777)));

            Letter letter = letters.first(Probes.VIEW, bad).orElseThrow();
            assertThat(letter.errorMessage())
                    .contains("probe_total_check")
                    .doesNotContain("777")
                    .doesNotContain(bad);
        }

        @Test
        void parks_the_second_of_two_that_insert_the_same_row() {
            probes.awaitHandled(
                    probes.happen(new Opened(bad), new Counted(bad, 5), new Opened(bad)));

            assertThat(probes.total(bad)).isEqualTo(5);
            assertThat(probes.letters(bad))
                    .hasSize(1)
                    .allMatch(it -> it.startsWith("probe.Opened"));
        }
    }

    @Nested
    class FailingForTheSurroundings {

        /** Long enough for the event to be tried alone, had it been blamed. */
        private void twice(Trouble.Maker maker) {
            var times = new AtomicInteger();
            trouble.comes(
                    event -> {
                        if (event.probe().equals(bad) && times.incrementAndGet() <= 2) {
                            maker.meet(event);
                        }
                    });
        }

        @Test
        void parks_nothing_when_the_connection_breaks() {
            twice(event -> jdbc.execute("select pg_terminate_backend(pg_backend_pid())"));

            probes.awaitHandled(probes.happen(new Opened(bad), new Counted(bad, 3)));

            assertThat(probes.total(bad)).isEqualTo(3);
            assertThat(probes.letters(bad)).isEmpty();
        }

        @Test
        void parks_nothing_when_a_lock_is_not_to_be_had() {
            twice(
                    event -> {
                        throw new CannotAcquireLockException("somebody has it");
                    });

            probes.awaitHandled(probes.happen(new Opened(bad), new Counted(bad, 3)));

            assertThat(probes.total(bad)).isEqualTo(3);
            assertThat(probes.letters(bad)).isEmpty();
        }

        @Test
        void comes_back_from_an_error_of_the_machine() {
            twice(
                    event -> {
                        throw new OutOfMemoryError("as if");
                    });

            probes.awaitHandled(probes.happen(new Opened(bad), new Counted(bad, 3)));

            assertThat(probes.total(bad)).isEqualTo(3);
            assertThat(probes.letters(bad)).isEmpty();
        }
    }
}
