package souk.platform.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.kernel.CommonRejection.ProjectionBehind;
import souk.kernel.MessageKeys;
import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Opened;
import souk.platform.query.ProbeQueries.FindTotal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

@QueryNodeTest
@TestPropertySource(properties = "souk.projections.patience=5s")
class ReadYourWritesTest {

    @Autowired Probes probes;
    @Autowired Projections projections;
    @Autowired Trouble trouble;
    @Autowired QueryBus queries;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;

    private final String probe = Probes.name();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void end() {
        goOn.countDown();
        trouble.ends();
    }

    private QueryResponseMessage<Integer> answer(Object position) {
        var query =
                new GenericQueryMessage<>(
                                new FindTotal(probe), ResponseTypes.instanceOf(Integer.class))
                        .withMetaData(Map.of(MessageKeys.POSITION, position));
        return queries.query(query).join();
    }

    private CompletableFuture<Integer> ask(Object position) {
        return CompletableFuture.supplyAsync(() -> answer(position).getPayload());
    }

    private static void staysOpen(CompletableFuture<?> asked) {
        assertThat(asked)
                .failsWithin(200, TimeUnit.MILLISECONDS)
                .withThrowableOfType(TimeoutException.class);
    }

    @Test
    void answers_with_what_was_written() {
        for (int i = 1; i <= 50; i++) {
            long position =
                    i == 1
                            ? probes.happen(new Opened(probe), new Counted(probe, 1))
                            : probes.happen(new Counted(probe, 1));
            assertThat(answer(position).getPayload()).isEqualTo(i);
        }
    }

    @Test
    void understands_positions_that_have_travelled_as_text() {
        long position = probes.happen(new Opened(probe), new Counted(probe, 1));

        assertThat(answer(String.valueOf(position)).getPayload()).isEqualTo(1);
    }

    @Test
    void waits_for_the_handler_and_returns_as_soon_as_it_is_done() {
        trouble.comes(event -> goOn.await());
        long position = probes.happen(new Opened(probe), new Counted(probe, 8));

        CompletableFuture<Integer> asked = ask(position);
        staysOpen(asked);
        goOn.countDown();

        assertThat(asked).succeedsWithin(4, TimeUnit.SECONDS).isEqualTo(8);
    }

    @Test
    void waits_for_the_commit() {
        trouble.comes(
                event ->
                        CurrentUnitOfWork.get()
                                .onPrepareCommit(
                                        _ -> {
                                            try {
                                                goOn.await();
                                            } catch (InterruptedException e) {
                                                throw new IllegalStateException(e);
                                            }
                                        }));
        long position = probes.happen(new Opened(probe), new Counted(probe, 8));

        CompletableFuture<Integer> asked = ask(position);
        staysOpen(asked);
        goOn.countDown();

        assertThat(asked).succeedsWithin(4, TimeUnit.SECONDS).isEqualTo(8);
    }

    @Test
    void does_not_wait_for_events_that_are_none_of_the_projection() {
        probes.awaitHandled(probes.happen(new Opened(probe)));

        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long position = probes.overheard();
            long begun = System.nanoTime();
            assertThat(answer(position).getPayload()).isZero();
            waits.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        // a machine that is busy makes one or another wait
        List<Duration> sorted = waits.stream().sorted().toList();
        assertThat(sorted.get(10)).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void does_not_wait_long_after_an_event_was_parked() {
        trouble.comes(
                event -> {
                    if (event instanceof Counted) {
                        throw new IllegalStateException("poison");
                    }
                });
        probes.happen(new Opened(probe), new Counted(probe, 8));
        long position = probes.overheard();

        assertThat(ask(position)).succeedsWithin(4000, TimeUnit.MILLISECONDS).isEqualTo(0);
    }

    @Test
    void refuses_when_it_takes_too_long() {
        trouble.comes(event -> goOn.await());
        long before = projections.position(Probes.VIEW);
        long position = probes.happen(new Opened(probe));

        long begun = System.nanoTime();
        QueryResponseMessage<Integer> answer = answer(position);

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThan(Duration.ofMillis(4900));
        assertThat(HandlerExecutionException.resolveDetails(answer.exceptionResult()))
                .contains(new ProjectionBehind(Probes.VIEW, before, position));
    }

    @Test
    void sees_what_another_node_has_handled() {
        long position = probes.happen(new Opened(probe), new Counted(probe, 8));
        probes.awaitHandled(position);
        ProjectionProcessor processor = projections.live(Probes.VIEW).processor();
        processor.shutDown();
        try {
            String token = token();
            store(token.replace(":" + position, ":" + (position - 1)));

            CompletableFuture<Integer> asked = ask(position);
            staysOpen(asked);
            store(token);

            assertThat(asked).succeedsWithin(4, TimeUnit.SECONDS).isEqualTo(8);
        } finally {
            processor.start();
        }
    }

    private String token() {
        return String.valueOf(
                jdbc.queryForObject(
                        "select convert_from(token, 'UTF8') from axon.token_entry"
                                + " where processor_name = ?",
                        String.class,
                        Probes.VIEW));
    }

    private void store(String token) {
        jdbc.update(
                "update axon.token_entry set token = convert_to(?, 'UTF8') where processor_name ="
                        + " ?",
                token,
                Probes.VIEW);
    }

    @Test
    void holds_no_connection_while_waiting() {
        QueryResponseMessage<Integer> answer =
                new TransactionTemplate(transactions).execute(_ -> answer(0));

        assertThat(answer.exceptionResult())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void does_not_wait_when_no_position_is_named() {
        probes.awaitHandled(probes.happen(new Opened(probe)));
        trouble.comes(event -> goOn.await());
        probes.happen(new Counted(probe, 8));

        var query =
                new GenericQueryMessage<>(
                        new FindTotal(probe), ResponseTypes.instanceOf(Integer.class));

        assertThat(queries.query(query).join().getPayload()).isZero();
    }
}
