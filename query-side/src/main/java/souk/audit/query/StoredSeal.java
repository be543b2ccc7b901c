package souk.audit.query;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.springframework.stereotype.Component;

import souk.audit.query.Line.OfCheckpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** The tree in its tables, and the file of what was signed of it. */
@Component
class StoredSeal implements SealedLog {

    private static final int LAST_LINES = 4_096;

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
    public long lastSigned() {
        if (!Files.exists(file)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate((int) Math.min(LAST_LINES, channel.size()));
            channel.read(last, channel.size() - last.capacity());
            String text = new String(last.array(), 0, last.position(), ISO_8859_1);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .mapToLong(StoredSeal::sizeIn)
                    .max()
                    .orElse(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // the first of them may be half a line
    private static long sizeIn(String line) {
        try {
            return Line.parse(line) instanceof OfCheckpoint signed ? signed.checkpoint().size() : 0;
        } catch (Contradiction none) {
            return 0;
        }
    }

    @Override
    public Stream<Signed> signed() {
        if (!Files.exists(file)) {
            return Stream.empty();
        }
        try {
            SignedLines lines = new SignedLines();
            return FileLines.complete(file)
                    .gather(Gatherers.windowFixed(SignedLines.PIECE))
                    .flatMap(piece -> lines.read(piece).stream());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
