package souk.platform.postgres;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Files and directories that nobody but their owner can look into. */
final class PrivateFiles {

    private PrivateFiles() {}

    /** Creates what is missing; a directory that is there already keeps its permissions. */
    static Path directory(Path path) throws IOException {
        Files.createDirectories(path, permissions("rwx------"));
        if (!Files.isWritable(path)) {
            throw new IOException("Cannot write into " + path);
        }
        return path;
    }

    static void write(Path path, String content) throws IOException {
        Files.deleteIfExists(path);
        Files.createFile(path, permissions("rw-------"));
        Files.writeString(path, content);
    }

    /** On disk when it returns, but for its name. */
    static void write(Path path, InputStream content) throws IOException {
        Files.createFile(path, permissions("rw-------"));
        try (FileOutputStream out = new FileOutputStream(path.toFile())) {
            content.transferTo(out);
            out.getFD().sync();
        }
    }

    /** The names of all that is below, and of itself. */
    static void forceDirectories(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path directory : all.filter(Files::isDirectory).toList()) {
                force(directory);
            }
        }
    }

    static void force(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** A file that nobody has by that name, and nobody else may read. */
    static Path createBeside(Path path) throws IOException {
        Path parent = Objects.requireNonNull(path.toAbsolutePath().getParent());
        return Files.createTempFile(
                parent, path.getFileName() + ".", ".unfinished", permissions("rw-------"));
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
