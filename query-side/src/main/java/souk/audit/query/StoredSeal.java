package souk.audit.query;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.audit.query.Line.OfCheckpoint;
import souk.audit.query.Line.OfKey;
import souk.kernel.proof.Checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The tree in its tables, and the file of what was signed of it. */
@Component
class StoredSeal implements SealedLog {

    private final LogTable table;
    private final Path file;
    private final boolean here;

    StoredSeal(LogTable table, AuditSettings settings) {
        this.table = table;
        this.here = settings.enabled();
        this.file = settings.directory().resolve("checkpoints.ndjson");
    }

    @Override
    public boolean isHere() {
        return here;
    }

    @Override
    public long size() {
        LogTable.State state = table.state();
        return state == null ? 0 : state.size();
    }

    @Override
    public List<byte[]> leaves(long from, int most) {
        long end = Math.min(from + most, size());
        List<byte[]> leaves = new ArrayList<>(most);
        long tile = from / Tile.WIDTH;
        for (Tile hashes : table.tiles(0, tile, (end - 1) / Tile.WIDTH)) {
            long first = tile * Tile.WIDTH;
            for (int i = (int) Math.max(0, from - first);
                    i < hashes.count() && first + i < end;
                    i++) {
                leaves.add(hashes.hash(i));
            }
            tile++;
        }
        return leaves;
    }

    @Override
    public Stream<Signed> signed() {
        if (!Files.exists(file)) {
            return Stream.empty();
        }
        try {
            Reader reader = new Reader();
            return Files.lines(file).map(reader::read).flatMap(Stream::ofNullable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Believes a line if the key that signs at that point of the file has signed it. */
    private static final class Reader {

        private final Chain chain = new Chain();
        private final Recent recent = new Recent();
        private final AtomicLong number = new AtomicLong();
        private long size;

        @Nullable Signed read(String text) {
            long line = number.incrementAndGet();
            if (!recent.isNew(text)) {
                return null;
            }
            try {
                return switch (Line.parse(text)) {
                    case OfKey key -> {
                        chain.add(key);
                        yield null;
                    }
                    case OfCheckpoint signed -> {
                        Checkpoint checkpoint = signed.checkpoint();
                        chain.checkFollows(signed, size);
                        size = checkpoint.size();
                        yield new Signed(line, size, checkpoint.rootHash(), null);
                    }
                };
            } catch (Contradiction fault) {
                return new Signed(line, 0, new byte[0], fault.getMessage());
            }
        }
    }
}
