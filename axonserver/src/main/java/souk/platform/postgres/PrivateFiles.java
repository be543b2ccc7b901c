package souk.platform.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

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

    static void write(Path path, InputStream content) throws IOException {
        Files.createFile(path, permissions("rw-------"));
        try (OutputStream out = Files.newOutputStream(path)) {
            content.transferTo(out);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
