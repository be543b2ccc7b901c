package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that can be filled up, where the system lets us have one: in memory, and of a size. */
final class SmallDisk implements AutoCloseable {

    private static final int MEGABYTES = 768;

    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /** Null where mounting is not for us. */
    static @Nullable SmallDisk mount(Path place) throws IOException {
        Files.createDirectories(place);
        int status = run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "souk", place);
        return status == 0 ? new SmallDisk(place) : null;
    }

    private static int run(Object... command) {
        String[] words = new String[command.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = command[i].toString();
        }
        try {
            return new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException noSuchProgram) {
            return -1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Until nothing more fits. */
    void fill() throws IOException {
        byte[] bytes = new byte[64 * 1024];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(bytes);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    void makeRoom() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return place.resolve("ballast");
    }

    @Override
    public void close() {
        assertThat(run("umount", "-l", place)).isZero();
    }
}
