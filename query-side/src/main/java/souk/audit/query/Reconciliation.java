package souk.audit.query;

import org.jspecify.annotations.Nullable;

import souk.kernel.EventRecords;
import souk.kernel.proof.Checkpoint;
import souk.kernel.proof.StoredRecord;

import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Brings tables and file together before anything is sealed. The tables are committed first, so
 * what the file lacks is taken from them. What they lack was restored from a backup, or lost: the
 * tree is grown again from the events, and must come out as it was signed.
 */
final class Reconciliation {

    /** How many of the latest events are looked at again. */
    private static final int AGAIN = 1_024;

    private final SealLock.Held held;
    private final LogTable table;
    private final CheckpointFile file;
    private final KeyFiles keys;
    private final EventRecords records;

    Reconciliation(SealLock.Held held, CheckpointFile file, KeyFiles keys, EventRecords records) {
        this.held = held;
        this.table = held.table();
        this.file = file;
        this.keys = keys;
        this.records = records;
    }

    Sealed open(Instant now) {
        if (table.state() == null && file.length() == 0) {
            begin(now);
        }
        CheckpointFile.Content content = file.read();
        if (content == null) {
            continueBegun();
            content = file.read();
        }
        if (content == null) {
            throw new Contradiction("checkpoints.ndjson can't be written");
        }
        LogTable.State state = stateOf(content);
        mustBeStored(Math.max(content.size(), state.size()));
        state = level(content, state);
        return checked(content, state);
    }

    private void begin(Instant now) {
        KeyPair first = keys.create();
        String origin = "souk-" + Checkpoint.idOf(first.getPublic());
        held.inTransaction(
                () -> {
                    table.begin(origin);
                    table.add(0, Line.OfKey.first(origin, first.getPublic(), now));
                });
    }

    // killed before the first line was written; later on, who has no file has lost it
    private void continueBegun() {
        List<String> lines = table.linesAfter(-1);
        if (lines.size() != 1
                || !(Line.parse(lines.getFirst()) instanceof Line.OfKey first)
                || !keys.has(first.key().keyId())) {
            throw new Contradiction(
                    "the database knows %d lines of checkpoints.ndjson, but there is none here"
                            .formatted(lines.size()));
        }
        append(lines, 0);
    }

    private void append(List<String> lines, long length) {
        if (!file.append(lines, length)) {
            throw new IllegalStateException("Another node writes checkpoints.ndjson right now");
        }
    }

    private LogTable.State stateOf(CheckpointFile.Content content) {
        LogTable.State state = table.state();
        String origin = content.chain().origin();
        if (state == null) {
            held.inTransaction(() -> table.begin(origin));
            return new LogTable.State(origin, 0, 0);
        }
        if (!state.origin().equals(origin)) {
            throw new Contradiction(
                    "the database holds the log %s, checkpoints.ndjson is of %s"
                            .formatted(state.origin(), origin));
        }
        return state;
    }

    private void mustBeStored(long size) {
        long stored = records.head() + 1;
        if (stored < size) {
            throw new Contradiction(
                    "%d events were sealed, but the log ends after %d: positions %d to %d are gone"
                            .formatted(size, stored, stored, size - 1));
        }
    }

    private LogTable.State level(CheckpointFile.Content content, LogTable.State state) {
        Long known = table.numberOf(content.last());
        if (known == null) {
            growAgain(content, state);
        } else {
            List<Line> missing = table.linesAfter(known).stream().map(Line::parse).toList();
            mustGoOn(missing, content);
            if (!missing.isEmpty()) {
                append(missing.stream().map(Line::text).toList(), content.length());
            }
        }
        LogTable.State level = table.state();
        if (level == null) {
            throw new Contradiction("the tables are gone");
        }
        return level;
    }

    // nothing is ever taken out of the file again: an old line of the tables would spoil it for
    // good
    private static void mustGoOn(List<Line> lines, CheckpointFile.Content content) {
        long size = content.size();
        for (Line line : lines) {
            switch (line) {
                case Line.OfCheckpoint signed -> {
                    content.chain().checkNext(signed, size);
                    size = signed.checkpoint().size();
                }
                case Line.OfKey key -> content.chain().add(key);
            }
        }
    }

    private void growAgain(CheckpointFile.Content content, LogTable.State state) {
        if (state.size() > content.size() || (state.size() == content.size() && !isBehind())) {
            throw new Contradiction(
                    "the last line of checkpoints.ndjson, of size %d, is unknown to the database, which is at size %d"
                            .formatted(content.size(), state.size()));
        }
        held.inTransaction(
                () -> {
                    Growth growth = Growth.from(state.size(), table::tile);
                    grow(growth, content.size() - 1);
                    mustBeSigned(growth.root(), content.checkpoint());
                    table.grow(growth.size(), growth.drain());
                    table.replaceLines(file);
                });
    }

    /**
     * Whether the file has all lines of the tables: a backup was restored from before a rotation.
     */
    private boolean isBehind() {
        Deque<String> known = new ArrayDeque<>(table.linesAfter(-1));
        file.forEach(
                text -> {
                    if (text.equals(known.peek())) {
                        known.remove();
                    }
                });
        return known.isEmpty();
    }

    private void grow(Growth growth, long last) {
        try (var reading = records.read(growth.size() - 1, last)) {
            for (var piece = reading.next(); piece != null; piece = reading.next()) {
                append(piece, growth);
                table.store(growth.drain());
            }
        }
        if (growth.size() != last + 1) {
            throw new Contradiction("position " + growth.size() + " can't be read");
        }
    }

    static void append(List<StoredRecord> piece, Growth growth) {
        for (StoredRecord stored : piece) {
            if (stored.position() != growth.size()) {
                throw new Contradiction(
                        "position %d is followed by %d"
                                .formatted(growth.size() - 1, stored.position()));
            }
            growth.append(stored.leafHash());
        }
    }

    private static void mustBeSigned(byte[] root, @Nullable Checkpoint checkpoint) {
        if (checkpoint != null && !MessageDigest.isEqual(root, checkpoint.rootHash())) {
            throw new Contradiction(
                    "the tree of size %d is not the one that was signed at %s"
                            .formatted(checkpoint.size(), checkpoint.time()));
        }
    }

    private Sealed checked(CheckpointFile.Content content, LogTable.State state) {
        HashTree tree = new HashTree(table::tile);
        mustBeSigned(tree, content.checkpoint());
        Checkpoint last = lastCheckpoint();
        mustBeSigned(tree, last);
        long signed = last == null ? 0 : last.size();
        if (signed != state.size()) {
            throw new Contradiction(
                    "the tree has %d leaves, but %d were signed".formatted(state.size(), signed));
        }
        lookAgain(tree, state.size());
        return new Sealed(
                Growth.from(state.size(), table::tile),
                content.chain(),
                state.lines(),
                file.length());
    }

    private @Nullable Checkpoint lastCheckpoint() {
        String last = table.lastCheckpoint();
        return last != null && Line.parse(last) instanceof Line.OfCheckpoint signed
                ? signed.checkpoint()
                : null;
    }

    private static void mustBeSigned(HashTree tree, @Nullable Checkpoint checkpoint) {
        if (checkpoint != null) {
            mustBeSigned(tree.root(checkpoint.size()), checkpoint);
        }
    }

    // whoever has cut off the end and let others take its place is noticed at once
    private void lookAgain(HashTree tree, long size) {
        long next = Math.max(0, size - AGAIN);
        try (var reading = records.read(next - 1, size - 1)) {
            for (var piece = reading.next(); piece != null; piece = reading.next()) {
                for (StoredRecord stored : piece) {
                    if (stored.position() != next
                            || !Arrays.equals(stored.leafHash(), tree.leaf(next))) {
                        throw new Contradiction(
                                "the event at position "
                                        + next
                                        + " is not the one that was sealed");
                    }
                    next++;
                }
            }
        }
        if (next != size) {
            throw new Contradiction("position " + next + " can't be read");
        }
    }
}
