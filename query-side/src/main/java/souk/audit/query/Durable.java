package souk.audit.query;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is written by this outlives the machine's power. */
final class Durable {

    private Durable() {}

    /** To what nobody else writes. */
    static void append(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = appending(file)) {
            write(bytes, channel);
        }
    }

    /** Nothing, and false, unless the file has that length while nobody else may write. */
    static boolean append(Path file, long length, byte[] bytes) throws IOException {
        try (FileChannel channel = appending(file);
                FileLock held = channel.lock()) {
            if (!held.isValid() || channel.size() != length) {
                return false;
            }
            write(bytes, channel);
            return true;
        }
    }

    private static FileChannel appending(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void write(byte[] bytes, FileChannel channel) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        channel.force(true);
    }

    /** That a file is there is known to its directory. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
