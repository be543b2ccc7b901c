package souk.platform.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one process at a time work on a data directory; the system releases it however that ends.
 */
final class DataDirectoryLock implements AutoCloseable {

    /**
     * Locks of this process. Asked first, because closing any channel on a file gives up all locks
     * that the process has on it.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DataDirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static DataDirectoryLock of(Path dataDirectory) throws IOException {
        Path file = dataDirectory.toRealPath().resolve("souk.lock");
        if (!HELD_HERE.add(file)) {
            throw new DataDirectoryInUse(
                    dataDirectory, "this very process (pid " + ProcessHandle.current().pid() + ")");
        }
        boolean locked = false;
        try {
            FileChannel channel = open(file);
            locked = channel.tryLock() != null;
            if (!locked) {
                channel.close();
                throw new DataDirectoryInUse(dataDirectory, holderAccordingTo(file));
            }
            writeOwnPid(channel);
            return new DataDirectoryLock(file, channel);
        } finally {
            if (!locked) {
                HELD_HERE.remove(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        // whoever reads the pid should not wait for a process that has left
        channel.truncate(0);
        channel.close();
        HELD_HERE.remove(file);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void writeOwnPid(FileChannel channel) throws IOException {
        String pid = ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String holderAccordingTo(Path file) throws IOException {
        String pid = Files.readString(file).strip();
        return pid.isEmpty() ? "another process" : "another process (pid " + pid + ")";
    }
}
