package souk.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

import souk.kernel.EventArchive;
import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;
import souk.platform.store.TestLog;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

class SealingTest {

    @TempDir Path directory;

    /** Records that can't be looked at for now. */
    private record Failing(EventRecords records, AtomicBoolean broken) implements EventRecords {

        @Override
        public long head() {
            if (broken.get()) {
                throw new AssertionError("no way to the records");
            }
            return records.head();
        }

        @Override
        public Reading read(long after, long last) {
            return records.read(after, last);
        }

        @Override
        public List<StoredRecord> stream(String stream, long from, int most) {
            return records.stream(stream, from, most);
        }

        @Override
        public List<EventArchive.Entry> decode(StoredRecord stored) {
            return records.decode(stored);
        }

        @Override
        public long lastBy(Instant instant) {
            return records.lastBy(instant);
        }
    }

    @Test
    void is_down_once_failures_do_not_pass_and_up_when_they_have() {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (TestLog log = new TestLog()) {
            Schemas.create(log, "audit_log");
            Duration interval = Duration.ofMillis(1);
            var settings = new AuditSettings(directory, true, interval, Duration.ZERO);
            var records = new Failing(log.records(), broken);
            var sealer = new Sealer(records, log.database(), settings, Clock.systemUTC());
            Sealing sealing = new Sealing(sealer, interval, new SimpleMeterRegistry());
            var health = new LogSealHealthIndicator(sealing);

            sealing.start();
            try {
                await().until(() -> health.health().getStatus().equals(Status.DOWN));
                assertThat(health.health().getDetails().get("failure").toString())
                        .contains("no way to the records");

                broken.set(false);
                await().until(() -> health.health().getStatus().equals(Status.UP));
            } finally {
                sealing.stop();
            }
        }
    }
}
