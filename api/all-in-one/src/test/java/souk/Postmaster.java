package souk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The embedded PostgreSQL of a house as the system sees it: processes. */
final class Postmaster {

    private final ProcessHandle process;

    private Postmaster(ProcessHandle process) {
        this.process = process;
    }

    static Postmaster of(House house) throws IOException {
        Path pid = house.data().resolve("postgres/cluster/postmaster.pid");
        long number = Long.parseLong(Files.readAllLines(pid).getFirst().strip());
        return new Postmaster(ProcessHandle.of(number).orElseThrow());
    }

    /** As with -9. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** One of those who work for clients, as with -9: the others are sent home after that. */
    void killOneBackend(SplittableRandom random) {
        List<ProcessHandle> backends =
                process.children().filter(Postmaster::worksForClient).toList();
        assertThat(backends).isNotEmpty();
        backends.get(random.nextInt(backends.size())).destroyForcibly();
    }

    private static boolean worksForClient(ProcessHandle child) {
        try {
            return Files.readString(Path.of("/proc/" + child.pid() + "/cmdline")).contains("127.0");
        } catch (IOException gone) {
            return false;
        }
    }

    /** Nothing of it goes on, and nothing of it ends. */
    void freeze() throws Exception {
        signal("-STOP");
    }

    void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        command.add(Long.toString(process.pid()));
        process.children().forEach(child -> command.add(Long.toString(child.pid())));
        Process kill = new ProcessBuilder(command).inheritIO().start();
        kill.waitFor();
    }
}
