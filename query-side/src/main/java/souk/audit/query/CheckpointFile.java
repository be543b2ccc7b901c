package souk.audit.query;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.Checkpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** {@code checkpoints.ndjson}: what was signed, where the database does not reach. */
final class CheckpointFile {

    /**
     * What the file says.
     *
     * @param last its last line
     * @param checkpoint the last that was signed
     * @param length how long it was at most
     */
    record Content(Chain chain, String last, @Nullable Checkpoint checkpoint, long length) {

        long size() {
            return checkpoint == null ? 0 : checkpoint.size();
        }
    }

    private final Path file;

    CheckpointFile(Path file) {
        this.file = file;
    }

    /** Null where there is none yet. The chain of keys is checked, and the last signature. */
    @Nullable Content read() {
        cutIncomplete();
        long length = length();
        Chain chain = new Chain();
        String[] last = new String[2];
        forEach(
                text -> {
                    last[0] = text;
                    if (text.contains("\"key\":")) {
                        if (Line.parse(text) instanceof Line.OfKey key) {
                            chain.add(key);
                        }
                    } else {
                        last[1] = text;
                    }
                });
        if (last[0] == null) {
            return null;
        }
        Checkpoint checkpoint = null;
        if (last[1] != null && Line.parse(last[1]) instanceof Line.OfCheckpoint signed) {
            chain.check(signed);
            checkpoint = signed.checkpoint();
        }
        return new Content(chain, last[0], checkpoint, length);
    }

    void forEach(Consumer<String> reader) {
        if (!Files.exists(file)) {
            return;
        }
        Recent recent = new Recent();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (recent.isNew(line)) {
                    reader.accept(line);
                }
            }
        } catch (CharacterCodingException unlike) {
            throw new Contradiction("checkpoints.ndjson is not UTF-8");
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

    /** A line that was on its way when the power went: the table has it. */
    private void cutIncomplete() {
        if (length() == 0) {
            return;
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
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static int byteAt(long place, RandomAccessFile bytes) throws IOException {
        bytes.seek(place);
        return bytes.read();
    }
}
