package souk.audit.query;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Whole lines of a part of a file that others may be writing at its end. */
final class FileLines {

    private static final int PIECE = 1 << 16;

    private FileLines() {}

    static void between(long from, long to, FileChannel file, Consumer<String> reader)
            throws IOException {
        var line = new ByteArrayOutputStream(512);
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        long next = from;
        while (next < to) {
            piece.clear().limit((int) Math.min(PIECE, to - next));
            int read = file.read(piece, next);
            if (read < 0) {
                throw new IOException("checkpoints.ndjson has become shorter");
            }
            next += read;
            piece.flip();
            while (piece.hasRemaining()) {
                byte each = piece.get();
                if (each == '\n') {
                    reader.accept(text(line.toByteArray()));
                    line.reset();
                } else {
                    line.write(each);
                }
            }
        }
        if (line.size() > 0) {
            reader.accept(text(line.toByteArray()));
        }
    }

    /**
     * One after the other, as they are asked for, whatever the bytes of each. What stands behind
     * the last end of a line is none yet: it is being written, or will be cut.
     */
    static Stream<String> complete(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), PIECE);
        return Stream.iterate(next(bytes), Optional::isPresent, _ -> next(bytes))
                .map(Optional::orElseThrow)
                .onClose(() -> close(bytes));
    }

    private static Optional<String> next(InputStream bytes) {
        try {
            var line = new ByteArrayOutputStream(512);
            int each = bytes.read();
            while (each >= 0 && each != '\n') {
                line.write(each);
                each = bytes.read();
            }
            return each < 0
                    ? Optional.empty()
                    : Optional.of(line.toString(StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void close(InputStream bytes) {
        try {
            bytes.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(byte[] line) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException unlike) {
            throw new Contradiction("checkpoints.ndjson is not UTF-8");
        }
    }
}
