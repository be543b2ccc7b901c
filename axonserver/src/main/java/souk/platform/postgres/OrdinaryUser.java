package souk.platform.postgres;

import com.sun.security.auth.module.UnixSystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL refuses to run as root; this is who it runs as instead. */
record OrdinaryUser(long uid, List<String> prefix) {

    private static final long NOBODY = 65534;

    /** In a user namespace of its own, root is nobody and yet owns its files. */
    private static final List<String> IN_A_NAMESPACE = List.of("unshare", "-U");

    /** Containers usually forbid namespaces; there, nobody keeps the right to reach our files. */
    private static final List<String> AS_NOBODY =
            List.of(
                    "setpriv",
                    "--reuid=" + NOBODY,
                    "--regid=" + NOBODY,
                    "--clear-groups",
                    "--inh-caps=+dac_override",
                    "--ambient-caps=+dac_override");

    static OrdinaryUser find() {
        long self = new UnixSystem().getUid();
        if (self != 0) {
            return new OrdinaryUser(self, List.of());
        }
        if (works(IN_A_NAMESPACE)) {
            return new OrdinaryUser(self, IN_A_NAMESPACE);
        }
        if (works(AS_NOBODY)) {
            return new OrdinaryUser(NOBODY, AS_NOBODY);
        }
        throw new IllegalStateException(
                "The embedded PostgreSQL cannot run as root here, for neither unshare nor setpriv"
                        + " work: run Souk as an ordinary user, or name a PostgreSQL with"
                        + " SPRING_DATASOURCE_URL.");
    }

    /** Where programs may lie that this user runs. */
    Path cache() {
        if (!prefix.isEmpty()) {
            return Path.of("/var/cache");
        }
        String configured = System.getenv("XDG_CACHE_HOME");
        return configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
    }

    /** The right to reach our files does not extend to running them. */
    void mayRun(Path programs) throws IOException {
        if (!prefix.isEmpty()) {
            var forEverybody = PosixFilePermissions.fromString("rwxr-xr-x");
            Files.setPosixFilePermissions(programs.getParent(), forEverybody);
            Files.setPosixFilePermissions(programs, forEverybody);
        }
    }

    /** PostgreSQL accepts only files that are its user's own. */
    void own(Path directory) throws IOException {
        if (ownerOf(directory) == uid) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", (int) uid);
            }
        }
    }

    private static long ownerOf(Path path) throws IOException {
        return ((Number) Files.getAttribute(path, "unix:uid")).longValue();
    }

    private static boolean works(List<String> prefix) {
        try {
            List<String> command = Stream.concat(prefix.stream(), Stream.of("true")).toList();
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
