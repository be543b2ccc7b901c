package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Processes hammer one store, some die of {@code kill -9}, and a reader follows them all. */
class SeveralProcessesTest {

    private static final long EVENTS_PER_PHASE = 3_000;

    @TempDir Path directory;

    private final StoreFixture store = StoreFixture.onFreshDatabase();
    private final List<Process> processes = new ArrayList<>();
    private final List<Path> acknowledgements = new ArrayList<>();

    @AfterEach
    void close() {
        processes.forEach(Process::destroyForcibly);
        store.close();
    }

    private Process startWriter(String name) throws IOException {
        Path acknowledged = directory.resolve(name);
        Process writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                WriterProcess.class.getName(),
                                store.url,
                                name)
                        .redirectOutput(acknowledged.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        processes.add(writer);
        acknowledgements.add(acknowledged);
        return writer;
    }

    private void kill(Process writer) throws InterruptedException {
        writer.destroyForcibly();
        assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private void untilEverybodyHasStoredMore() throws IOException {
        long head = store.log.head();
        List<Long> sizes = new ArrayList<>();
        for (Path path : acknowledgements) {
            sizes.add(Files.size(path));
        }
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            for (int i = 0; i < processes.size(); i++) {
                                if (processes.get(i).isAlive()
                                        && Files.size(acknowledgements.get(i)) <= sizes.get(i)) {
                                    return false;
                                }
                            }
                            return store.log.head() > head + EVENTS_PER_PHASE;
                        });
    }

    private Set<EventLog.Key> acknowledged() throws IOException {
        Set<EventLog.Key> keys = new HashSet<>();
        for (Path path : acknowledgements) {
            String written = Files.readString(path);
            written.substring(0, written.lastIndexOf('\n') + 1)
                    .lines()
                    .map(line -> line.split(" "))
                    .forEach(key -> keys.add(new EventLog.Key(key[0], Long.parseLong(key[1]))));
        }
        return keys;
    }

    private List<Long> readTo(long position) throws InterruptedException {
        List<Long> read = new ArrayList<>();
        try (var events = store.store.openStream(null)) {
            while (read.size() <= position) {
                read.add(events.nextAvailable().trackingToken().position().orElseThrow());
            }
        }
        return read;
    }

    @Test
    void a_tailing_reader_sees_every_position_once_and_nothing_acknowledged_is_lost()
            throws Exception {
        List<Long> tailed = new ArrayList<>();
        Thread tailing =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try (var events = store.store.openStream(null)) {
                                        while (true) {
                                            long position =
                                                    events.nextAvailable()
                                                            .trackingToken()
                                                            .position()
                                                            .orElseThrow();
                                            synchronized (tailed) {
                                                tailed.add(position);
                                            }
                                        }
                                    } catch (InterruptedException done) {
                                        Thread.currentThread().interrupt();
                                    }
                                });

        Process first = startWriter("first");
        Process second = startWriter("second");
        untilEverybodyHasStoredMore();
        kill(first);
        untilEverybodyHasStoredMore();
        Process third = startWriter("third");
        untilEverybodyHasStoredMore();
        kill(second);
        kill(third);

        // a killed writer's last statement may still be under way
        await().until(
                        () ->
                                store.jdbc
                                        .queryForList(
                                                """
                                                select 1 from pg_stat_activity
                                                 where datname = current_database() and state = 'active'
                                                   and query like '%event_store.append%' and pid <> pg_backend_pid()
                                                """)
                                        .isEmpty());
        long head = store.log.head();
        List<Long> everyPosition = LongStream.rangeClosed(0, head).boxed().toList();

        assertThat(store.positions()).isEqualTo(everyPosition);
        assertThat(readTo(head)).isEqualTo(everyPosition);
        await().untilAsserted(
                        () -> {
                            synchronized (tailed) {
                                assertThat(tailed).isEqualTo(everyPosition);
                            }
                        });
        tailing.interrupt();
        Set<EventLog.Key> stored =
                new HashSet<>(
                        store.jdbc.query(
                                "select stream, sequence from event_store.event",
                                (row, _) -> new EventLog.Key(row.getString(1), row.getLong(2))));
        assertThat(acknowledged()).hasSizeGreaterThan((int) EVENTS_PER_PHASE).isSubsetOf(stored);
    }
}
