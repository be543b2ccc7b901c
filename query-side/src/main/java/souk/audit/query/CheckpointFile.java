package souk.audit.query;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.Checkpoint;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** {@code checkpoints.ndjson}: what was signed, where the database does not reach. */
final class CheckpointFile {

    /**
     * What the file says.
     *
     * @param last its last line
     * @param checkpoint the last that was signed
     * @param length where its last line ends
     */
    record Content(Chain chain, String last, @Nullable Checkpoint checkpoint, long length) {

        long size() {
            return checkpoint == null ? 0 : checkpoint.size();
        }
    }

    /**
     * What has been read so far, so that only what was written since is read next.
     *
     * @param last the last line that says something new
     * @param tail what stands before {@code end}
     */
    private record Read(
            Chain chain,
            Recent recent,
            String last,
            String tail,
            @Nullable Checkpoint checkpoint,
            long end,
            Object identity) {}

    private final Path file;
    private @Nullable Read known;

    CheckpointFile(Path file) {
        this.file = file;
    }

    /**
     * Null where there is none yet. At first the chain of keys is checked, and the last signature;
     * after that every line that was added, unless the file is not the one that was read, or ends
     * before: then it is read from its beginning again.
     */
    @Nullable Content read() {
        long end = cutIncomplete();
        if (end == 0) {
            known = null;
            return null;
        }
        Read before = known;
        known = null; // what has failed halfway is no ground to stand on
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Read read =
                    before != null && isBeginning(before, end, channel)
                            ? readOn(before, end, channel)
                            : readAll(end, channel);
            known = read;
            return new Content(read.chain().copy(), read.last(), read.checkpoint(), end);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Object identity() throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    private boolean isBeginning(Read before, long end, FileChannel channel) throws IOException {
        byte[] tail = (before.tail() + "\n").getBytes(StandardCharsets.UTF_8);
        if (end < before.end() || !before.identity().equals(identity())) {
            return false;
        }
        ByteBuffer there = ByteBuffer.allocate(tail.length);
        while (there.hasRemaining()) {
            int more = channel.read(there, before.end() - tail.length + there.position());
            if (more < 0) {
                return false;
            }
        }
        return Arrays.equals(there.array(), tail);
    }

    private Read readAll(long end, FileChannel channel) throws IOException {
        Chain chain = new Chain();
        Recent recent = new Recent();
        String[] last = new String[3];
        FileLines.between(
                0,
                end,
                channel,
                text -> {
                    last[2] = text;
                    if (!recent.isNew(text)) {
                        return;
                    }
                    last[0] = text;
                    if (text.contains("\"key\":")) {
                        if (Line.parse(text) instanceof Line.OfKey key) {
                            chain.add(key);
                        }
                    } else {
                        last[1] = text;
                    }
                });
        Checkpoint checkpoint = null;
        if (last[1] != null && Line.parse(last[1]) instanceof Line.OfCheckpoint signed) {
            chain.check(signed);
            checkpoint = signed.checkpoint();
        }
        return new Read(chain, recent, last[0], last[2], checkpoint, end, identity());
    }

    private Read readOn(Read before, long end, FileChannel channel) throws IOException {
        Checkpoint[] latest = {before.checkpoint()};
        String[] last = {before.last(), before.tail()};
        FileLines.between(
                before.end(),
                end,
                channel,
                text -> {
                    last[1] = text;
                    if (!before.recent().isNew(text)) {
                        return;
                    }
                    last[0] = text;
                    switch (Line.parse(text)) {
                        case Line.OfKey key -> before.chain().add(key);
                        case Line.OfCheckpoint signed -> {
                            before.chain()
                                    .checkFollows(signed, latest[0] == null ? 0 : latest[0].size());
                            latest[0] = signed.checkpoint();
                        }
                    }
                });
        return new Read(
                before.chain(),
                before.recent(),
                last[0],
                last[1],
                latest[0],
                end,
                before.identity());
    }

    void forEach(Consumer<String> reader) {
        if (!Files.exists(file)) {
            return;
        }
        Recent recent = new Recent();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileLines.between(
                    0,
                    channel.size(),
                    channel,
                    line -> {
                        if (recent.isNew(line)) {
                            reader.accept(line);
                        }
                    });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * On disk when this returns.
     *
     * @param length which the file has as far as is known
     * @return false if it is another: somebody else writes, and nothing was written
     */
    boolean append(List<String> lines, long length) {
        try {
            boolean fresh = !Files.exists(file);
            Path directory = file.toAbsolutePath().getParent();
            if (fresh && directory != null) {
                Files.createDirectories(directory);
            }
            byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
            boolean written = Durable.append(file, length, bytes);
            if (fresh && directory != null) {
                Durable.sync(directory);
            }
            return written;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    long length() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A line that was on its way when the power went: the table has it. Answers where it ends. */
    private long cutIncomplete() {
        if (length() == 0) {
            return 0;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw");
                FileLock held = bytes.getChannel().lock()) {
            long end = bytes.length();
            while (end > 0 && byteAt(end - 1, bytes) != '\n') {
                end--;
            }
            if (held.isValid() && end < bytes.length()) {
                bytes.setLength(end);
                bytes.getFD().sync();
            }
            return end;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static int byteAt(long place, RandomAccessFile bytes) throws IOException {
        bytes.seek(place);
        return bytes.read();
    }
}
