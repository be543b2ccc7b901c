package souk.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.kernel.CommonRejection.NotFound;
import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.CommonRejection.SubjectErased;
import souk.kernel.MessageKeys;
import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.order.OrderRejection.NotYetExpired;
import souk.platform.command.Errands;
import souk.probe.ProbeCommand.Ask;
import souk.probe.ProbeCommand.Try;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Errands over a real PostgreSQL. */
@ProcessNode
class ErrandsTest {

    private static final Try MONEY =
            new Try("money", List.of(new Money(1_999, Currency.getInstance("TND"))));

    @Autowired Errands errands;
    @Autowired CommandBus commands;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;
    @Autowired MovableClock clock;
    @Autowired MeterRegistry meters;
    @Autowired ErrandWriting writing;
    @Autowired ErrandRunner runner;
    @Autowired ParkedErrands parked;
    @Autowired Parking parking;
    @Autowired ErrandsHealthIndicator health;

    private final List<CommandMessage<?>> tried = new CopyOnWriteArrayList<>();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private volatile @Nullable Supplier<NotYetExpired> refusal;
    private Registration handler;

    @BeforeEach
    void subscribe() {
        handler = commands.subscribe(Try.class.getName(), this::handle);
        jdbc.update("delete from scheduling.parked_errand");
        jdbc.update("delete from scheduling.scheduled_tasks");
    }

    @AfterEach
    void unsubscribe() {
        handler.cancel();
    }

    private Object handle(CommandMessage<?> command) {
        tried.add(command);
        Supplier<NotYetExpired> again = refusal;
        if (again != null) {
            throw new Rejected(again.get());
        }
        if (!failures.isEmpty()) {
            throw failures.removeFirst();
        }
        return "done";
    }

    private long kept() {
        return count("select count(*) from scheduling.scheduled_tasks where task_name = 'errand'");
    }

    private long count(String query) {
        return jdbc.queryForObject(query, Long.class);
    }

    @Nested
    class Sending {

        @Test
        void is_done_at_once_and_keeps_nothing() {
            errands.send(MONEY);

            assertThat(tried).extracting(CommandMessage::getPayload).isEqualTo(List.of(MONEY));
            assertThat(kept()).isZero();
        }

        @Test
        void is_tried_again_until_it_succeeds() {
            failures.addAll(
                    List.of(
                            new Rejected(new ServiceUnavailable("it")),
                            new IllegalStateException("odd"),
                            new Rejected(new ServiceUnavailable("it"))));

            errands.send(MONEY);

            await().untilAsserted(() -> assertThat(kept()).isZero());
            assertThat(tried).hasSize(4).allMatch(it -> it.getPayload().equals(MONEY));
            assertThat(parked.count()).isZero();
        }

        @Test
        void is_tried_again_where_somebody_has_just_been_forgotten() {
            failures.add(new Rejected(new SubjectErased()));

            errands.send(MONEY);

            await().untilAsserted(() -> assertThat(kept()).isZero());
            assertThat(tried).hasSize(2);
            assertThat(parked.count()).isZero();
        }

        @Test
        void parks_what_is_refused_for_good() {
            failures.add(new Rejected(new NotFound("it")));

            errands.send(MONEY);

            assertThat(tried).hasSize(1);
            assertThat(kept()).isZero();
            assertThat(jdbc.queryForMap("select command, reason from scheduling.parked_errand"))
                    .isEqualTo(
                            Map.of(
                                    "command",
                                    "probe.Try",
                                    "reason",
                                    "it_not_found: There is no such it."));
        }

        @Test
        void has_a_unit_of_work_of_its_own() {
            var outer = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("x"));
            outer.registerCorrelationDataProvider(
                    _ ->
                            Map.of(
                                    MessageKeys.CORRELATION_ID,
                                    "cause",
                                    MessageKeys.ACTOR,
                                    "acc_somebody",
                                    MessageKeys.IDEMPOTENCY_KEY,
                                    "key"));
            var inner = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("y"));
            failures.add(new IllegalStateException("odd"));

            errands.send(MONEY);

            assertThat(CurrentUnitOfWork.get()).isSameAs(inner);
            inner.rollback();
            assertThat(CurrentUnitOfWork.get()).isSameAs(outer);
            outer.rollback();
            await().untilAsserted(() -> assertThat(tried).hasSize(2));
        }

        @Test
        void says_what_it_is_because_of_and_that_it_is_us() {
            var cause = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("x"));
            cause.registerCorrelationDataProvider(
                    _ ->
                            Map.of(
                                    MessageKeys.CORRELATION_ID,
                                    "cause",
                                    MessageKeys.ACTOR,
                                    "acc_somebody",
                                    MessageKeys.IDEMPOTENCY_KEY,
                                    "key"));
            failures.add(new IllegalStateException("odd"));
            errands.send(MONEY);
            cause.rollback();

            await().untilAsserted(() -> assertThat(tried).hasSize(2));
            assertThat(tried)
                    .allSatisfy(
                            command ->
                                    assertThat(command.getMetaData())
                                            .containsEntry(MessageKeys.CORRELATION_ID, "cause")
                                            .containsEntry(MessageKeys.ACTOR, "system")
                                            .doesNotContainKey(MessageKeys.IDEMPOTENCY_KEY));
        }

        @Test
        void takes_only_commands_of_the_language() {
            assertThatIllegalArgumentException().isThrownBy(() -> errands.send("anything"));
        }
    }

    @Nested
    class Keeping {

        @Test
        void belongs_to_the_transaction_under_way() {
            new TransactionTemplate(transactions)
                    .executeWithoutResult(
                            transaction -> {
                                errands.later(MONEY);
                                transaction.setRollbackOnly();
                            });
            assertThat(kept()).isZero();

            new TransactionTemplate(transactions)
                    .executeWithoutResult(
                            _ -> {
                                errands.later(MONEY);
                                assertThat(tried).isEmpty();
                            });
            await().untilAsserted(() -> assertThat(tried).hasSize(1));
            await().untilAsserted(() -> assertThat(kept()).isZero());
        }

        @Test
        void waits_for_its_time() {
            errands.at(clock.instant().plus(Duration.ofHours(1)), MONEY);
            assertThat(kept()).isOne();

            clock.moveOn(Duration.ofHours(1));

            await().untilAsserted(() -> assertThat(kept()).isZero());
            assertThat(tried).hasSize(1);
        }

        @Test
        void comes_again_when_it_is_told_to() {
            Instant told = clock.instant().plus(Duration.ofHours(1));
            failures.add(new Rejected(new NotYetExpired(told)));
            failures.add(new Rejected(new NotYetExpired(told.minusSeconds(1)))); // a clock behind
            errands.later(MONEY);

            await().untilAsserted(() -> assertThat(tried).hasSize(1));
            await().untilAsserted(() -> assertThat(dueAt()).isEqualTo(told));
            clock.moveOn(Duration.ofHours(1));

            await().untilAsserted(() -> assertThat(kept()).isZero());
            assertThat(tried).hasSize(3);
            assertThat(parked.failing()).isZero();
        }

        @Test
        void comes_again_soon_where_whoever_decides_has_a_clock_that_is_a_little_behind() {
            refusal = () -> new NotYetExpired(clock.instant());
            errands.later(MONEY);

            await().untilAsserted(() -> assertThat(restsFor()).isEqualTo(SETTINGS.polling()));
            assertThat(parked.failing()).isZero();
            succeeds();
        }

        @Test
        void is_seen_to_fail_where_that_clock_is_far_behind() {
            refusal = () -> new NotYetExpired(clock.instant().minusSeconds(2));
            errands.later(MONEY);

            await().untilAsserted(() -> assertThat(parked.failing()).isOne());
            assertThat(parked.count()).isZero();
            succeeds();
        }

        private void succeeds() {
            refusal = null;
            await().untilAsserted(() -> assertThat(kept()).isZero());
            assertThat(parked.failing()).isZero();
        }

        private Duration restsFor() {
            return Duration.ofMillis(
                    count(
                            "select coalesce(max(round(extract(epoch from execution_time -"
                                    + " last_success) * 1000)), 0) from"
                                    + " scheduling.scheduled_tasks"));
        }

        private Instant dueAt() {
            return jdbc.queryForObject(
                            "select execution_time from scheduling.scheduled_tasks",
                            OffsetDateTime.class)
                    .toInstant();
        }

        @Test
        void gives_up_what_fails_without_a_refusal_in_the_end() {
            for (int i = 0; i < 10; i++) {
                failures.add(new IllegalStateException("odd"));
            }

            errands.later(MONEY);

            await().untilAsserted(() -> assertThat(parked.count()).isOne());
            assertThat(kept()).isZero();
            assertThat(tried).hasSize(4);
            assertThat(meters.get("souk.errands.parked").gauge().value()).isOne();
            assertThat(health.health().getDetails()).containsEntry("parked", 1L);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        }

        @Test
        void never_gives_up_what_passes() {
            for (int i = 0; i < 8; i++) {
                failures.add(new Rejected(new ServiceUnavailable("it")));
            }

            errands.later(MONEY);

            await().untilAsserted(() -> assertThat(tried).hasSize(9));
            assertThat(parked.count()).isZero();
        }

        @Test
        void does_not_count_what_passes_with_what_nobody_can_explain() {
            pass(8);
            fail(3);

            errands.later(MONEY);

            await().untilAsserted(() -> assertThat(tried).hasSize(12));
            await().untilAsserted(() -> assertThat(kept()).isZero());
            assertThat(parked.count()).isZero();
        }

        @Test
        void counts_what_nobody_can_explain_whatever_passes_in_between() {
            fail(2);
            pass(3);
            fail(10);

            errands.later(MONEY);

            await().untilAsserted(() -> assertThat(parked.count()).isOne());
            assertThat(tried).hasSize(7);
            assertThat(parking.list(null, 1).getFirst().attempts()).isEqualTo(7);
        }

        @Test
        void counts_anew_where_it_is_taken_up() {
            fail(4 + 3);
            errands.later(MONEY);
            await().untilAsserted(() -> assertThat(parked.count()).isOne());

            parking.takeUp(parking.list(null, 1).getFirst().id());

            await().untilAsserted(() -> assertThat(tried).hasSize(8));
            await().untilAsserted(() -> assertThat(kept()).isZero());
            assertThat(parked.count()).isZero();
        }

        private void pass(int times) {
            for (int i = 0; i < times; i++) {
                failures.add(new Rejected(new ServiceUnavailable("it")));
            }
        }

        private void fail(int times) {
            for (int i = 0; i < times; i++) {
                failures.add(new IllegalStateException("odd"));
            }
        }

        @Test
        void parks_what_nobody_knows_any_more() {
            errands.at(clock.instant().plus(Duration.ofDays(1)), MONEY);
            jdbc.update(
                    "update scheduling.scheduled_tasks set execution_time = now(), task_data ="
                        + " convert_to('{\"command\":\"java.lang.Runtime\",\"payload\":{},\"metadata\":{}}',"
                        + " 'UTF8')");

            await().untilAsserted(() -> assertThat(parked.count()).isOne());
            assertThat(tried).isEmpty();
        }
    }

    @Nested
    class AtOnce {

        private static final String PICKED =
                "select count(*) from scheduling.scheduled_tasks where picked and version = 1";

        @Test
        void is_kept_as_picked_and_carried_out_after_the_transaction() {
            new TransactionTemplate(transactions)
                    .executeWithoutResult(
                            _ -> {
                                errands.later(MONEY);
                                assertThat(count(PICKED)).isOne();
                                assertThat(tried).isEmpty();
                            });

            await().untilAsserted(() -> assertThat(tried).hasSize(1));
            await().untilAsserted(() -> assertThat(kept()).isZero());
        }

        @Test
        void is_written_for_anybody_where_more_come_than_can_be_kept_in_mind() {
            new TransactionTemplate(transactions)
                    .executeWithoutResult(
                            _ -> {
                                for (int i = 0; i < 100; i++) {
                                    errands.later(new Try("errand " + i, List.of()));
                                }
                                assertThat(count(PICKED)).isEqualTo(64);
                            });

            await().untilAsserted(() -> assertThat(kept()).isZero());
            assertThat(tried)
                    .hasSize(100)
                    .extracting(CommandMessage::getPayload)
                    .doesNotHaveDuplicates();
        }

        @Test
        void is_left_to_anybody_where_its_transaction_took_long() {
            new TransactionTemplate(transactions)
                    .executeWithoutResult(
                            _ -> {
                                errands.later(MONEY);
                                clock.moveOn(Duration.ofMinutes(1));
                            });

            await().untilAsserted(() -> assertThat(kept()).isZero());
            assertThat(tried).hasSize(1);
        }

        @Test
        void leaves_room_again_where_its_transaction_failed() {
            for (int i = 0; i < 100; i++) {
                new TransactionTemplate(transactions)
                        .executeWithoutResult(
                                transaction -> {
                                    errands.later(MONEY);
                                    transaction.setRollbackOnly();
                                });
            }

            is_kept_as_picked_and_carried_out_after_the_transaction();
        }
    }

    @Nested
    class CallingOutside {

        private static final int ROOM = 16; // half of what there is for all
        private static final int ALL = 2 * ROOM + 8;

        private final CountDownLatch answered = new CountDownLatch(1);
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger mostWaiting = new AtomicInteger();
        private final Set<Object> done = ConcurrentHashMap.newKeySet();

        private Object ask(CommandMessage<?> command) throws InterruptedException {
            mostWaiting.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            answered.await();
            waiting.decrementAndGet();
            done.add(command.getPayload());
            return "done";
        }

        @Test
        void leaves_room_for_those_that_do_not() {
            try (var _ = commands.subscribe(Ask.class.getName(), this::ask)) {
                try {
                    for (int i = 0; i < ALL; i++) {
                        errands.later(new Ask(i));
                    }
                    await().untilAsserted(() -> assertThat(waiting).hasValue(ROOM));

                    errands.later(MONEY);

                    await().untilAsserted(() -> assertThat(tried).hasSize(1));
                } finally {
                    answered.countDown();
                }
                await().untilAsserted(() -> assertThat(done).hasSize(ALL));
                await().untilAsserted(() -> assertThat(kept()).isZero());
            }
            assertThat(mostWaiting).hasValue(ROOM);
            assertThat(parked.count()).isZero();
        }
    }

    @Nested
    class Parked {

        private String park() {
            failures.add(new Rejected(new NotFound("it")));
            errands.send(MONEY);
            return parking.list(null, 10).getFirst().id();
        }

        @Test
        void is_shown_page_by_page() {
            String first = park();
            park();

            assertThat(parking.list(null, 1))
                    .singleElement()
                    .satisfies(
                            errand -> {
                                assertThat(errand.id()).isEqualTo(first);
                                assertThat(errand.command()).isEqualTo("probe.Try");
                                assertThat(errand.payload()).contains("\"what\": \"money\"");
                                assertThat(errand.attempts()).isOne();
                            });
            assertThat(parking.list(first, 10)).hasSize(1);
            assertThat(parking.count()).isEqualTo(2);
        }

        @Test
        void is_tried_again_as_it_was() {
            String id = park();

            assertThat(parking.takeUp(id)).isTrue();

            await().untilAsserted(() -> assertThat(tried).hasSize(2));
            assertThat(tried.getLast().getPayload()).isEqualTo(MONEY);
            assertThat(tried.getLast().getMetaData()).isEqualTo(tried.getFirst().getMetaData());
            await().untilAsserted(() -> assertThat(kept()).isZero());
            assertThat(parking.takeUp(id)).isFalse();
        }

        @Test
        void is_thrown_away() {
            String id = park();

            assertThat(parking.throwAway(id)).isTrue();

            assertThat(parking.throwAway(id)).isFalse();
            assertThat(parking.count()).isZero();
        }
    }

    @Nested
    class AfterACrash {

        @Test
        void what_was_stored_is_done_by_another_process() {
            var dead = another();
            new ScheduledErrands(writing, runner, dead, parked, clock).later(MONEY);

            await().untilAsserted(() -> assertThat(tried).hasSize(1));
            await().untilAsserted(() -> assertThat(kept()).isZero());
        }

        @Test
        void what_was_being_done_is_taken_over() {
            errands.at(clock.instant().plus(Duration.ofDays(1)), MONEY);
            jdbc.update(
                    "update scheduling.scheduled_tasks set picked = true, picked_by = 'dead',"
                            + " last_heartbeat = ?, execution_time = ?",
                    java.sql.Timestamp.from(clock.instant()),
                    java.sql.Timestamp.from(clock.instant()));

            await().untilAsserted(() -> assertThat(tried).hasSize(1));
            await().untilAsserted(() -> assertThat(kept()).isZero());
        }

        @Test
        void what_was_picked_and_not_begun_is_taken_over() {
            var dead = another();
            dead.start();
            new TransactionTemplate(transactions)
                    .executeWithoutResult(
                            _ -> {
                                new ScheduledErrands(writing, runner, dead, parked, clock)
                                        .later(MONEY);
                                dead.stop();
                            });

            await().untilAsserted(() -> assertThat(tried).hasSize(1));
            await().untilAsserted(() -> assertThat(kept()).isZero());
        }

        @Test
        void what_was_being_done_is_done_at_once_where_nobody_else_can_be_there() {
            errands.at(clock.instant().plus(Duration.ofDays(1)), MONEY);
            jdbc.update(
                    "update scheduling.scheduled_tasks set picked = true, picked_by = 'dead',"
                            + " last_heartbeat = ?, execution_time = ?",
                    java.sql.Timestamp.from(clock.instant().plus(Duration.ofDays(1))),
                    java.sql.Timestamp.from(clock.instant()));
            var alone = another();
            alone.start();
            try {
                await().untilAsserted(() -> assertThat(tried).hasSize(1));
            } finally {
                alone.stop();
            }
        }

        @Test
        void two_processes_do_everything_once() {
            var other = another();
            other.start();
            try {
                for (int i = 0; i < 200; i++) {
                    errands.later(new Try("errand " + i, List.of()));
                }
                await().untilAsserted(() -> assertThat(kept()).isZero());
            } finally {
                other.stop();
            }
            assertThat(tried)
                    .hasSize(200)
                    .extracting(CommandMessage::getPayload)
                    .doesNotHaveDuplicates();
        }

        private Scheduling another() {
            return new Scheduling(
                    jdbc.getDataSource(),
                    List.of(new ErrandTask(runner, parked, SETTINGS, clock, () -> CHANCE).task()),
                    SETTINGS,
                    clock,
                    "another",
                    true);
        }
    }

    private static final java.util.Random CHANCE = new java.util.Random(1);
    private static final ProcessSettings SETTINGS =
            new ProcessSettings(
                    4,
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofMillis(20),
                    Duration.ofMillis(50),
                    4,
                    Duration.ofSeconds(1),
                    1);
}
