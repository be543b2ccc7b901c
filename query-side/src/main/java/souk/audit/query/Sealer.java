package souk.audit.query;

import org.jspecify.annotations.Nullable;

import souk.audit.LogKey;
import souk.kernel.EventRecords;
import souk.kernel.proof.Checkpoint;
import souk.kernel.proof.KeyChange;

import java.nio.file.Path;
import java.security.KeyPair;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

/**
 * Grows the tree and signs it, if no other node does. Tables are committed before the file is
 * written; what is in neither is not signed.
 */
class Sealer {

    /** Events between two checkpoints at most. */
    static final int MOST = 65_536;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventRecords records;
    private final SealLock lock;
    private final CheckpointFile file;
    private final KeyFiles keys;
    private final Clock clock;
    private final Settled settled;
    private final ReentrantLock working = new ReentrantLock();
    private @Nullable Sealed sealed;
    private volatile long size;

    Sealer(EventRecords records, DataSource database, AuditSettings settings, Clock clock) {
        Path directory = settings.directory();
        this.records = records;
        this.lock = new SealLock(database);
        this.file = new CheckpointFile(directory.resolve("checkpoints.ndjson"));
        this.keys = new KeyFiles(directory.resolve("keys"));
        this.clock = clock;
        this.settled = new Settled(settings.settle());
    }

    /**
     * Seals what there is, or as much as one checkpoint takes.
     *
     * @return how many events; none as well if another node is at it
     */
    long round() throws SQLException {
        working.lock();
        try {
            long head = settled.asOfNow(records.head());
            if (isDone(head)) {
                return 0;
            }
            try (SealLock.Held held = lock.tryTake()) {
                return held == null ? 0 : seal(head, held);
            }
        } catch (RuntimeException | Error failed) {
            sealed = null;
            throw failed;
        } finally {
            working.unlock();
        }
    }

    /** How many events are sealed, as far as this node knows. */
    long size() {
        return size;
    }

    private boolean isDone(long head) {
        Sealed known = sealed;
        return known != null && known.growth().size() == head + 1 && known.isAt(file.length());
    }

    private long seal(long head, SealLock.Held held) {
        Sealed present = present(held);
        long before = present.growth().size();
        size = before;
        if (records.head() + 1 < before) {
            throw new Contradiction(
                    "%d events were sealed, but the log ends after %d"
                            .formatted(before, records.head() + 1));
        }
        long last = Math.min(head, before - 1 + MOST);
        if (last < before) {
            return 0;
        }
        read(present.growth(), last);
        append(new Line.OfCheckpoint(signed(present)), present, held);
        size = present.growth().size();
        return size - before;
    }

    private void read(Growth growth, long last) {
        try (var reading = records.read(growth.size() - 1, last)) {
            for (var piece = reading.next(); piece != null; piece = reading.next()) {
                Reconciliation.append(piece, growth);
            }
        }
        if (growth.size() != last + 1) {
            throw new Contradiction("position " + growth.size() + " can't be read");
        }
    }

    private Checkpoint signed(Sealed present) {
        Chain chain = present.chain();
        return Checkpoint.sign(
                chain.origin(),
                present.growth().size(),
                present.growth().root(),
                now(),
                chain.publicKey(),
                keys.privateKey(chain.keyId()));
    }

    private void append(Line line, Sealed present, SealLock.Held held) {
        LogTable table = held.table();
        held.inTransaction(
                () -> {
                    table.grow(present.growth().size(), present.growth().drain());
                    table.add(present.lines(), line);
                });
        if (file.append(List.of(line.text()), present.fileLength())) {
            present.added(file.length());
        } else {
            sealed = null; // another has taken over, and writes from the tables what is missing
        }
    }

    private Sealed present(SealLock.Held held) {
        Sealed known = sealed;
        LogTable.State state = held.table().state();
        if (known == null || state == null || !known.isAt(state) || !known.isAt(file.length())) {
            known = new Reconciliation(held, file, keys, records).open(now());
            sealed = known;
        }
        return known;
    }

    /** Another key signs from now on; the one so far vouches for it. */
    LogKey rotate() throws SQLException {
        working.lock();
        try (SealLock.Held held = lock.take(PATIENCE)) {
            Sealed present = present(held);
            Chain chain = present.chain();
            KeyPair next = keys.create();
            var line =
                    Line.OfKey.of(
                            KeyChange.sign(
                                    chain.origin(),
                                    next.getPublic(),
                                    now(),
                                    chain.publicKey(),
                                    keys.privateKey(chain.keyId())));
            append(line, present, held);
            chain.add(line);
            return line.key();
        } catch (RuntimeException | Error failed) {
            sealed = null;
            throw failed;
        } finally {
            working.unlock();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
