package souk.platform.postgres;

import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * A data directory in one file, taken while everybody goes on: PostgreSQL is told that it begins,
 * its files are copied as they come, and what it wrote meanwhile is copied after them. It recovers
 * from that as from a crash, to the moment at which the backup ended.
 */
public final class DataBackup {

    private static final Path CLUSTER = Path.of("postgres", "cluster");
    private static final Path WAL = CLUSTER.resolve("pg_wal");

    /** Signing keys: copied last, since the database may tell of one that is new. */
    private static final Path KEYS = Path.of("audit", "keys");

    /** What belongs to a running server, or can be had elsewhere. */
    private static final Set<Path> LEFT_OUT =
            Set.of(
                    Path.of("souk.lock"),
                    Path.of("cache"),
                    Path.of("postgres", "server.log"),
                    Path.of("postgres", "server.log.old"),
                    CLUSTER.resolve("postmaster.pid"),
                    CLUSTER.resolve("postmaster.opts"));

    /** Of these a copy needs the directories, but nothing that is in them. */
    private static final Set<Path> EMPTIED =
            Stream.of(
                            "pg_dynshmem",
                            "pg_notify",
                            "pg_replslot",
                            "pg_serial",
                            "pg_snapshots",
                            "pg_stat_tmp",
                            "pg_subtrans")
                    .map(CLUSTER::resolve)
                    .collect(Collectors.toUnmodifiableSet());

    private final Path data;

    private DataBackup(Path data) {
        this.data = data;
    }

    /** Complete or absent: the file has its name only when it is on disk. */
    public static void take(Path dataDirectory, Path file) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        if (!Files.isDirectory(dataDirectory.resolve(CLUSTER))) {
            throw new IOException(
                    "No embedded PostgreSQL has its files in " + dataDirectory.toAbsolutePath());
        }
        // a link would be copied as one
        Path data = dataDirectory.toRealPath();
        Path parent = Objects.requireNonNull(file.toAbsolutePath().getParent());
        if (!Files.isDirectory(parent)) {
            throw new IOException("There is no directory " + parent);
        }
        Path unfinished = PrivateFiles.createBeside(file);
        try {
            try (BackupFile backup = BackupFile.over(unfinished)) {
                new DataBackup(data).copyTo(backup);
            }
            Files.move(unfinished, file); // which replaces nothing
        } finally {
            Files.deleteIfExists(unfinished);
        }
        PrivateFiles.force(parent);
    }

    private void copyTo(BackupFile backup) throws IOException {
        RunningCluster running = RunningCluster.find(data.resolve("postgres"));
        if (running == null) {
            try (DataDirectoryLock _ = DataDirectoryLock.of(data)) {
                copy(backup, _ -> true);
            }
            return;
        }
        // what was signed before is of what the database holds by then, never more
        try (Connection connection = running.connect()) {
            copyFrom(connection, backup);
        } catch (SQLException failed) {
            throw new IOException("PostgreSQL does not let itself be copied", failed);
        }
    }

    private void copyFrom(Connection database, BackupFile backup) throws IOException, SQLException {
        // keeps what it writes meanwhile; gone with the connection
        ask(
                database,
                "select slot_name, '' from pg_create_physical_replication_slot(?, true, true)",
                "souk_backup_" + ProcessHandle.current().pid());
        ask(database, "select pg_backup_start(?, fast => true)::text, ''", "souk");
        copy(backup, file -> !file.startsWith(WAL) && !file.startsWith(KEYS));
        String[] end =
                ask(
                        database,
                        "select labelfile, pg_walfile_name(lsn) from pg_backup_stop(?::boolean)",
                        "false");
        BackupEnd ended = BackupEnd.of(end[0], end[1]);
        backup.add(CLUSTER.resolve("backup_label"), ended.label());
        copy(backup, file -> file.startsWith(KEYS));
        List<Path> segments =
                copy(
                        backup,
                        file -> file.startsWith(WAL) && (isDirectory(file) || ended.needs(file)));
        ended.mustBeAll(segments);
    }

    private boolean isDirectory(Path name) {
        return Files.isDirectory(data.resolve(name));
    }

    /** Those files that were still there: what is gone by now, PostgreSQL removes again. */
    private List<Path> copy(BackupFile backup, Predicate<Path> wanted) throws IOException {
        List<Path> copied = new ArrayList<>();
        for (Path path : inOrder()) {
            Path name = data.relativize(path);
            boolean leftOut =
                    LEFT_OUT.stream().anyMatch(name::startsWith)
                            || EMPTIED.stream().anyMatch(it -> isWithin(name, it))
                            || name.getFileName().toString().startsWith("pgsql_tmp");
            if (leftOut || !wanted.test(name)) {
                continue;
            }
            if (Files.isDirectory(path)) {
                backup.addDirectory(name);
            } else if (backup.add(name, path)) {
                copied.add(name);
            }
        }
        return copied;
    }

    // files come and go meanwhile
    private List<Path> inOrder() throws IOException {
        List<Path> all = new ArrayList<>();
        Files.walkFileTree(
                data,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) {
                        all.add(directory);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        all.add(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }
                });
        all.remove(data);
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private static boolean isWithin(Path name, Path directory) {
        return name.startsWith(directory) && !name.equals(directory);
    }

    private static String[] ask(Connection database, String question, String argument)
            throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(question)) {
            statement.setString(1, argument);
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return new String[] {answer.getString(1), answer.getString(2)};
            }
        }
    }

    /** Into a directory that is not there, or empty; complete or absent. */
    public static void restore(Path file, Path dataDirectory) throws IOException {
        Path data = dataDirectory.toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no file " + file);
        }
        if (Files.exists(data) && isFull(data)) {
            throw new IOException("There is something in " + data + " already");
        }
        Path unfinished = data.resolveSibling(data.getFileName() + ".unfinished");
        if (Files.exists(unfinished)) {
            throw new IOException(
                    unfinished + " is left of a restore that was not finished: remove it first");
        }
        try {
            BackupFile.unpack(file, unfinished);
            if (!Files.exists(unfinished.resolve(CLUSTER).resolve("PG_VERSION"))) {
                throw new IOException("This is no backup: there is no PostgreSQL in " + file);
            }
            Files.deleteIfExists(data);
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (ZipException unreadable) {
            throw new IOException(file + " is no backup, or damaged", unreadable);
        } finally {
            FileSystemUtils.deleteRecursively(unfinished);
        }
    }

    private static boolean isFull(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (Stream<Path> content = Files.list(directory)) {
            return content.findAny().isPresent();
        }
    }
}
