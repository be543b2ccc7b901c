package souk.platform.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

class ProjectionThreadsTest {

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final Runnable task = done::incrementAndGet;
    private final ProjectionThreads threads =
            new ProjectionThreads("test", 1, Duration.ofHours(1), told::incrementAndGet);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private void doFirst() throws ExecutionException, InterruptedException {
        threads.submit(task).get();
        await().until(() -> told.get() == 1);
    }

    @Test
    void do_at_once_what_comes_after_a_rest() throws Exception {
        doFirst();

        assertThat(done).hasValue(1);
    }

    @Test
    void rest_between_two_tasks() throws Exception {
        doFirst();

        var second = threads.submit(task);

        assertThat(second).isNotDone();
        assertThat(threads.getQueue()).hasSize(1);
    }

    @Test
    void do_at_once_what_somebody_begins_to_wait_for() throws Exception {
        doFirst();
        threads.submit(task);

        threads.beginWaiting();

        await().until(() -> done.get() == 2);
        await().until(() -> told.get() == 2);
    }

    @Test
    void do_at_once_whatever_comes_while_somebody_waits() throws Exception {
        doFirst();
        threads.beginWaiting();

        threads.submit(task).get();

        assertThat(done).hasValue(2);
    }

    @Test
    void rest_again_when_nobody_waits_any_more() throws Exception {
        doFirst();
        threads.beginWaiting();
        threads.submit(task).get();
        await().until(() -> told.get() == 2);

        threads.endWaiting();

        assertThat(threads.submit(task)).isNotDone();
        assertThat(threads.getQueue()).hasSize(1);
    }
}
