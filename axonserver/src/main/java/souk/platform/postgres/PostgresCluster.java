package souk.platform.postgres;

import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of one PostgreSQL server: its databases, its password, its log. */
record PostgresCluster(Path directory) {

    static final String SUPERUSER = "souk";
    static final String DATABASE = "souk";

    Path data() {
        return directory.resolve("cluster");
    }

    Path log() {
        return directory.resolve("server.log");
    }

    /** Keeps one old log, which may tell why the last run ended. */
    void setAsideLog() throws IOException {
        if (Files.exists(log())) {
            Path old = directory.resolve("server.log.old");
            Files.move(log(), old, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    String password() throws IOException {
        return Files.readString(passwordFile());
    }

    /**
     * Complete or absent: a death half way through leaves nothing that a next start would trust.
     */
    void createUnlessPresent(PostgresPrograms programs, OrdinaryUser user) throws IOException {
        if (!Files.isDirectory(data())) {
            Path unfinished = directory.resolve("cluster.unfinished");
            FileSystemUtils.deleteRecursively(unfinished);
            PrivateFiles.write(passwordFile(), newPassword());
            PrivateFiles.directory(unfinished);
            user.own(directory);
            create(programs, unfinished);
            Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
        }
        user.own(directory);
    }

    /** The server that runs on these files, such as one that a killed application has left. */
    Optional<ProcessHandle> server() throws IOException {
        return recordedProcess().filter(this::servesThisCluster);
    }

    /**
     * Lets PostgreSQL see that a process which got the dead server's pid is not that server. The
     * file stays, because it also leads to shared memory that a last child may still be using; a
     * pid of PostgreSQL's grandparent, which we are, is one that it knows to be no server.
     */
    void disownRecycledPid() throws IOException {
        if (Files.exists(pidFile()) && Files.size(pidFile()) == 0) {
            // PostgreSQL can't know whose it is; whoever holds the data directory's lock can
            Files.delete(pidFile());
        } else if (recordedProcess().filter(this::servesAnother).isPresent()) {
            List<String> lines = Files.readAllLines(pidFile());
            lines.set(0, Long.toString(ProcessHandle.current().pid()));
            // a full disk must not leave it empty
            Path disowned = directory.resolve("postmaster.pid.disowned");
            Files.write(disowned, lines);
            Files.move(disowned, pidFile(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Optional<ProcessHandle> recordedProcess() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile()).stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())));
    }

    // of whom nothing can be seen may be ours
    private boolean servesAnother(ProcessHandle process) {
        return process.info().commandLine().isPresent() && !servesThisCluster(process);
    }

    private boolean servesThisCluster(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(data().toString())
                || Stream.of(process.info().arguments().orElse(new String[0]))
                        .anyMatch(this::isOtherNameOfData);
    }

    // whoever started it may have come by a link
    private boolean isOtherNameOfData(String argument) {
        try {
            return argument.startsWith("/") && Files.isSameFile(Path.of(argument), data());
        } catch (IOException _) {
            return false;
        }
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private Path passwordFile() {
        return directory.resolve("password");
    }

    private void create(PostgresPrograms programs, Path unfinished) throws IOException {
        programs.run(
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // the same order of strings on every machine
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"));
        programs.run(
                "postgres",
                List.of("--single", "-D", unfinished.toString(), "postgres"),
                "CREATE DATABASE " + DATABASE + ";\n");
    }

    private static String newPassword() {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
