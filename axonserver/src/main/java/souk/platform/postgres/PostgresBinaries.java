package souk.platform.postgres;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** PostgreSQL's programs, unpacked once per machine and user. */
final class PostgresBinaries {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

    private PostgresBinaries() {}

    /** The directory that holds {@code bin}, {@code lib} and {@code share}. */
    static Path unpacked(Path dataDirectory, OrdinaryUser user) throws IOException {
        URL archive = archive();
        Path parent = cacheOr(dataDirectory, user);
        Path home = parent.resolve("postgres-" + fingerprintOf(archive));
        if (!Files.isDirectory(home)) {
            LOG.info("Unpacking PostgreSQL into {} (only this once)", home);
            Path unfinished = Files.createTempDirectory(parent, "unpacking-");
            try {
                unpack(archive, unfinished);
                user.mayRun(unfinished);
                moveUnlessSomebodyWasFaster(unfinished, home);
            } finally {
                FileSystemUtils.deleteRecursively(unfinished);
            }
        }
        return home;
    }

    private static URL archive() {
        String name = "postgres-%s-%s.txz".formatted(system(), machine());
        URL archive = PostgresBinaries.class.getResource("/" + name);
        if (archive == null) {
            throw new IllegalStateException(
                    "This build has no embedded PostgreSQL for this machine (%s): build it here,"
                                    .formatted(name)
                            + " or name a PostgreSQL with SPRING_DATASOURCE_URL.");
        }
        return archive;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.replace(' ', '_');
    }

    private static String machine() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }

    private static Path cacheOr(Path dataDirectory, OrdinaryUser user) throws IOException {
        try {
            return PrivateFiles.directory(user.cache().resolve("souk"));
        } catch (IOException _) {
            // a service account may have no home
            return PrivateFiles.directory(dataDirectory.resolve("cache"));
        }
    }

    private static String fingerprintOf(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            return "%08x-%d".formatted(jar.getJarEntry().getCrc(), jar.getJarEntry().getSize());
        }
        throw new IOException("Expected PostgreSQL's programs in a jar, not at " + archive);
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream packed = archive.openStream();
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                write(entry, tar, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path path)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if ((entry.getMode() & 0100) != 0) {
            path.toFile().setExecutable(true, false);
        }
    }

    private static void moveUnlessSomebodyWasFaster(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }
}
