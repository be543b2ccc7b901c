package souk.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/** The jar as it is given away, in a process of its own. */
class PackagedIT {

    private static final Path JAR = Path.of(System.getProperty("souk.verify.jar"));
    private static final long MOST_BYTES = 700_000;

    @TempDir Path directory;

    @Test
    void verifies() throws IOException, InterruptedException {
        Sealed log = new Sealed(directory, 100).checkpoint(40).rotate().checkpoint(100);

        assertThat(run(log.checkpoints(), log.export()))
                .contains("positions 0–99 stand where they were sealed", "exit 0");

        log.records.set(60, Sealed.record(60, "{\"text\":\"another\"}"));

        assertThat(run(log.checkpoints(), log.export()))
                .contains("export.ndjson:61: position 60: what stands here", "exit 1");
        assertThat(run("--help")).contains("Exit code:", "exit 0");
    }

    @Test
    void holds_nothing_but_what_it_needs() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(Object::toString).filter(it -> it.endsWith(".class")))
                    .allMatch(
                            it ->
                                    it.matches(
                                            "(souk/verify|souk/kernel/proof|tools/jackson/core)/.*"))
                    .isNotEmpty();
        }
        assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
    }

    private String run(Object... words) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Xmx32m", "-jar", JAR.toString()));
        for (Object word : words) {
            command.add(word.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + process.waitFor();
    }
}
