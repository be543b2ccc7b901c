package souk.platform.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** Another JVM that serves a data directory until it is killed, which is what closing does. */
record ServingProcess(Process process, DatabaseAddress address) implements AutoCloseable {

    private static final String READY = "ready ";

    static ServingProcess startOn(Path data) throws IOException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ServingProcess.class.getName(),
                                data.toString())
                        .redirectErrorStream(true)
                        .start();
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line; (line = output.readLine()) != null; said.append(line).append('\n')) {
            if (line.startsWith(READY)) {
                String[] address = line.substring(READY.length()).split(" ");
                return new ServingProcess(
                        process, new DatabaseAddress(address[0], address[1], address[2]));
            }
        }
        throw new IOException("The other process did not start:\n" + said);
    }

    /** Killed as with -9: nothing in it can tidy up. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    long pid() {
        return process.pid();
    }

    static void main(String[] args) throws IOException {
        DatabaseAddress at = EmbeddedPostgresServer.start(Path.of(args[0])).address();
        IO.println(READY + at.url() + " " + at.username() + " " + at.password());
        System.in.read();
    }
}
