package souk.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs PostgreSQL's own programs, as somebody they accept. */
final class PostgresPrograms {

    private final Path bin;
    private final OrdinaryUser user;

    PostgresPrograms(Path home, OrdinaryUser user) {
        this.bin = home.resolve("bin");
        this.user = user;
    }

    void run(String program, List<String> arguments) throws IOException {
        run(program, arguments, "");
    }

    /** Waits for the program to end, and fails with what it said unless it succeeded. */
    void run(String program, List<String> arguments, String input) throws IOException {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // the caller's PGDATA, PGPORT and the like speak of another server
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = exitStatusOf(process);
        if (status != 0) {
            throw new IOException(program + " ended with status " + status + ": " + output);
        }
    }

    private static int exitStatusOf(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + process.info(), e);
        }
    }
}
