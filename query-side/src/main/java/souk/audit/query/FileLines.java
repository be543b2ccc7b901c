package souk.audit.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

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

    private static String text(byte[] line) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException unlike) {
            throw new Contradiction("checkpoints.ndjson is not UTF-8");
        }
    }
}
