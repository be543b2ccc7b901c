package souk.projection.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.MessageKeys;
import souk.kernel.Rejection;
import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Labelled;
import souk.platform.query.ProbeEvent.Opened;
import souk.platform.query.Probes;
import souk.platform.query.QueryNodeTest;
import souk.platform.query.Trouble;
import souk.projection.DeadLetterPage;
import souk.projection.DeadLetterPage.DeadLetter;
import souk.projection.ProjectionCommand.DiscardDeadLetter;
import souk.projection.ProjectionCommand.RetryDeadLetter;
import souk.projection.ProjectionQuery.FindDeadLetter;
import souk.projection.ProjectionQuery.ListDeadLetters;
import souk.projection.ProjectionRejection.DeadLetterNotFound;
import souk.projection.ProjectionRejection.NotNextInSequence;
import souk.projection.ProjectionRejection.ProjectionNotFound;
import souk.projection.RetryOutcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@QueryNodeTest
class DeadLetterTest {

    private static final int POISON = 13;

    @Autowired Probes probes;
    @Autowired Trouble trouble;
    @Autowired CommandGateway commands;
    @Autowired QueryGateway queries;
    @Autowired JdbcTemplate sql;

    private final String probe = Probes.name();

    @BeforeEach
    void park_three_letters() {
        failOn(POISON);
        probes.awaitHandled(
                probes.happen(
                        new Opened(probe),
                        new Counted(probe, 1),
                        new Counted(probe, POISON),
                        new Counted(probe, 20),
                        new Counted(probe, 300)));
    }

    @AfterEach
    void clear() {
        trouble.ends();
        letters().forEach(letter -> discard(letter.id()));
    }

    private void failOn(int poison) {
        trouble.comes(
                event -> {
                    if (event instanceof Counted(_, int amount) && amount == poison) {
                        throw new IllegalStateException("poison " + poison);
                    }
                });
    }

    private DeadLetterPage page(@Nullable String after, int limit) {
        return queries.query(new ListDeadLetters(Probes.VIEW, after, limit), DeadLetterPage.class)
                .join();
    }

    private List<DeadLetter> letters() {
        return page(null, 1000).items().stream()
                .filter(letter -> letter.sequence().equals(probe))
                .toList();
    }

    private RetryOutcome retry(String letterId) {
        return commands.sendAndWait(new RetryDeadLetter(Probes.VIEW, letterId));
    }

    private void discard(String letterId) {
        commands.sendAndWait(new DiscardDeadLetter(Probes.VIEW, letterId, "a test is over"));
    }

    private static Rejection refusalOf(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException refused) {
            return HandlerExecutionException.<Rejection>resolveDetails(refused).orElseThrow();
        }
        throw new AssertionError("was not refused");
    }

    @Nested
    class Listing {

        @Test
        void tells_what_failed_and_what_waits() {
            assertThat(letters())
                    .extracting(
                            DeadLetter::indexInSequence,
                            DeadLetter::type,
                            DeadLetter::error,
                            DeadLetter::errorMessage,
                            DeadLetter::attempts)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    0L,
                                    "probe.Counted",
                                    "java.lang.IllegalStateException",
                                    "poison 13",
                                    1),
                            org.assertj.core.groups.Tuple.tuple(1L, "probe.Counted", null, null, 0),
                            org.assertj.core.groups.Tuple.tuple(
                                    2L, "probe.Counted", null, null, 0));
            assertThat(letters()).extracting(DeadLetter::position).isSorted().doesNotContainNull();
        }

        @Test
        void goes_page_by_page() {
            List<String> seen = new ArrayList<>();
            String after = null;
            do {
                DeadLetterPage page = page(after, 2);
                assertThat(page.items()).hasSizeBetween(1, 2);
                page.items().forEach(letter -> seen.add(letter.id()));
                after = page.nextCursor();
            } while (after != null);

            assertThat(seen)
                    .doesNotHaveDuplicates()
                    .containsExactlyElementsOf(
                            page(null, 1000).items().stream().map(DeadLetter::id).toList());
        }

        @Test
        void finds_one_among_many() {
            for (DeadLetter letter : letters()) {
                assertThat(find(letter.id())).isEqualTo(letter);
            }
            assertThat(refusalOf(() -> find("nothing")))
                    .isEqualTo(new DeadLetterNotFound("nothing"));
        }

        private DeadLetter find(String id) {
            return queries.query(new FindDeadLetter(Probes.VIEW, id), DeadLetter.class).join();
        }

        @Test
        void is_refused_for_a_projection_that_is_not_there() {
            assertThat(
                            refusalOf(
                                    () ->
                                            queries.query(
                                                            new ListDeadLetters("no.view", null, 1),
                                                            DeadLetterPage.class)
                                                    .join()))
                    .isEqualTo(new ProjectionNotFound("no.view"));
        }
    }

    @Nested
    class Retrying {

        @Test
        void handles_the_whole_sequence_after_a_fix() {
            trouble.ends();

            RetryOutcome outcome = retry(letters().getFirst().id());

            assertThat(outcome).isEqualTo(new RetryOutcome(true, 0));
            assertThat(probes.total(probe)).isEqualTo(1 + POISON + 20 + 300);
            assertThat(letters()).isEmpty();
        }

        @Test
        void lets_later_events_flow_again() {
            trouble.ends();
            retry(letters().getFirst().id());

            probes.awaitHandled(probes.happen(new Counted(probe, 4000)));

            assertThat(probes.total(probe)).isEqualTo(1 + POISON + 20 + 300 + 4000);
            assertThat(letters()).isEmpty();
        }

        @Test
        void leaves_everything_as_it_is_when_it_fails_again() {
            String first = letters().getFirst().id();

            RetryOutcome outcome = retry(first);

            assertThat(outcome).isEqualTo(new RetryOutcome(false, 3));
            assertThat(probes.total(probe)).isEqualTo(1);
            DeadLetter letter = letters().getFirst();
            assertThat(letter.id()).isEqualTo(first);
            assertThat(letter.attempts()).isEqualTo(2);
            assertThat(letter.lastTouched()).isAfter(letter.enqueuedAt());
        }

        @Test
        void keeps_what_went_well_before_a_later_letter_failed() {
            failOn(300);

            RetryOutcome outcome = retry(letters().getFirst().id());

            assertThat(outcome).isEqualTo(new RetryOutcome(true, 1));
            assertThat(probes.total(probe)).isEqualTo(1 + POISON + 20);
            assertThat(letters())
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.errorMessage()).isEqualTo("poison 300");
                                assertThat(letter.attempts()).isEqualTo(1);
                            });
        }

        @Test
        void notices_what_fails_only_when_rows_are_written() {
            trouble.ends();
            probes.awaitHandled(probes.happen(new Labelled(probe, "much too long for a label")));

            RetryOutcome outcome = retry(letters().getFirst().id());

            assertThat(outcome).isEqualTo(new RetryOutcome(true, 1));
            assertThat(probes.total(probe)).isEqualTo(1 + POISON + 20 + 300);
            assertThat(letters().getFirst().errorMessage()).contains("value too long");
        }

        @Test
        void counts_no_attempt_against_the_letter_when_the_database_is_to_blame() {
            trouble.comes(
                    event -> {
                        throw new org.springframework.dao.CannotAcquireLockException("not now");
                    });
            String first = letters().getFirst().id();

            assertThat(refusalOf(() -> retry(first))).isInstanceOf(ServiceUnavailable.class);

            assertThat(letters()).hasSize(3);
            assertThat(letters().getFirst().attempts()).isEqualTo(1);
        }

        @Test
        void is_refused_out_of_order() {
            List<DeadLetter> letters = letters();

            assertThat(refusalOf(() -> retry(letters.get(1).id())))
                    .isEqualTo(new NotNextInSequence(letters.get(1).id(), letters.getFirst().id()));
        }

        @Test
        void is_refused_for_what_is_not_there() {
            assertThat(refusalOf(() -> retry("nothing")))
                    .isEqualTo(new DeadLetterNotFound("nothing"));
        }

        @Test
        void waits_for_the_batch_that_is_under_way() throws Exception {
            var begun = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            String other = Probes.name();
            trouble.comes(
                    event -> {
                        if (event.probe().equals(other)) {
                            begun.countDown();
                            goOn.await();
                        }
                    });
            probes.happen(new Opened(other));
            begun.await();

            String first = letters().getFirst().id();
            var retried = CompletableFuture.supplyAsync(() -> retry(first));
            assertThat(retried)
                    .failsWithin(300, TimeUnit.MILLISECONDS)
                    .withThrowableOfType(java.util.concurrent.TimeoutException.class);
            goOn.countDown();

            assertThat(retried)
                    .succeedsWithin(10, TimeUnit.SECONDS)
                    .isEqualTo(new RetryOutcome(true, 0));
        }

        @Test
        void loses_no_event_that_happens_meanwhile() {
            trouble.ends();
            var counting =
                    CompletableFuture.supplyAsync(
                            () -> {
                                long position = 0;
                                for (int i = 0; i < 200; i++) {
                                    position = probes.happen(new Counted(probe, 1));
                                }
                                return position;
                            });

            retry(letters().getFirst().id());
            probes.awaitHandled(counting.join());
            letters().stream().findFirst().ifPresent(left -> retry(left.id()));

            assertThat(probes.total(probe)).isEqualTo(1 + POISON + 20 + 300 + 200);
            assertThat(letters()).isEmpty();
        }
    }

    @Nested
    class Discarding {

        @Test
        void lets_the_next_one_go_on() {
            discard(letters().getFirst().id());

            RetryOutcome outcome = retry(letters().getFirst().id());

            assertThat(outcome).isEqualTo(new RetryOutcome(true, 0));
            assertThat(probes.total(probe)).isEqualTo(1 + 20 + 300);
        }

        private void discardAsRequested(String letterId, String request) {
            commands.sendAndWait(
                    new GenericCommandMessage<>(
                            new DiscardDeadLetter(Probes.VIEW, letterId, "beyond repair"),
                            Map.of(
                                    MessageKeys.ACTOR,
                                    "acc_boss",
                                    MessageKeys.IDEMPOTENCY_KEY,
                                    request)));
        }

        @Test
        void is_recorded_with_who_and_why() {
            DeadLetter letter = letters().getFirst();

            discardAsRequested(letter.id(), "request 1");

            assertThat(
                            sql.queryForMap(
                                    """
                                    select processing_group, sequence_identifier, position,
                                           payload_type, cause_message, discarded_by, reason
                                      from axon.discarded_letter where dead_letter_id = ?
                                    """,
                                    letter.id()))
                    .isEqualTo(
                            Map.of(
                                    "processing_group", Probes.VIEW,
                                    "sequence_identifier", probe,
                                    "position", Objects.requireNonNull(letter.position()),
                                    "payload_type", "probe.Counted",
                                    "cause_message", "poison 13",
                                    "discarded_by", "acc_boss",
                                    "reason", "beyond repair"));
        }

        @Test
        void happens_once_however_often_one_request_asks() {
            String first = letters().getFirst().id();

            discardAsRequested(first, "request 1");
            discardAsRequested(first, "request 1");

            assertThat(letters()).hasSize(2);
            assertThat(refusalOf(() -> discardAsRequested(first, "request 2")))
                    .isEqualTo(new DeadLetterNotFound(first));
        }

        @Test
        void is_refused_out_of_order() {
            List<DeadLetter> letters = letters();

            assertThat(refusalOf(() -> discard(letters.get(2).id())))
                    .isEqualTo(new NotNextInSequence(letters.get(2).id(), letters.getFirst().id()));
            assertThat(letters()).hasSize(3);
        }
    }
}
