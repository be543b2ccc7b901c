package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code ./souk} says before it builds or starts anything. */
class LauncherTest {

    @TempDir Path data;

    @Test
    void explains_itself() throws Exception {
        Said said = souk("help");

        assertThat(said.status()).isZero();
        assertThat(said.output()).contains("./souk up").contains("SOUK_ADMIN_EMAIL");
    }

    @Test
    void refuses_what_it_does_not_know() throws Exception {
        souk("down").mustBe(2, "there is no 'down'");
    }

    @Test
    void does_not_guess_what_to_rebuild() throws Exception {
        souk("rebuild").mustBe(2, "rebuild what?");
    }

    @Test
    void does_not_guess_where_copies_go() throws Exception {
        souk("backup").mustBe(2, "backup needs a file");
        souk("backup", "a", "b").mustBe(2, "backup takes one file");
        souk("restore", "a").mustBe(2, "restore needs --data");
        souk("restore", "a", "--data").mustBe(2, "--data needs a value");
        souk("restore", "a", "--fast").mustBe(2, "restore does not know '--fast'");
    }

    @Test
    void copies_nothing_that_lacks_the_events() throws Exception {
        souk(Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://db/souk"), "backup", "a")
                .mustBe(1, "keeps everything in the PostgreSQL that SPRING_DATASOURCE_URL names");
        souk(Map.of("AXON_AXONSERVER_ENABLED", "true"), "backup", "a")
                .mustBe(1, "keeps its events in Axon Server");
        // what comes next is looked for, and not there
        var without = Map.of("AXON_AXONSERVER_ENABLED", "false", "SOUK_JAVA_HOME", data.toString());
        souk(without, "backup", "a").mustBe(1, "where no JDK 25 is");
    }

    @Test
    void does_not_guess_what_to_audit() throws Exception {
        souk("audit").mustBe(2, "audit what?");
    }

    @Nested
    class GoingUp {

        @Test
        void with_examples_is_refused_in_production() throws Exception {
            Map<String, String> production = Map.of("SPRING_PROFILES_ACTIVE", "eu,production");
            souk(production, "up", "--demo").mustBe(2, "not for production");
            souk(Map.of("SPRING_PROFILES_ACTIVE", "production", "SOUK_DEMO", "true"), "up")
                    .mustBe(2, "not for production");
            souk(Map.of("SPRING_PROFILES_ACTIVE", "production", "SOUK_DEMO", "0"), "up", "--port=x")
                    .mustBe(2, "'x' is no port");
        }

        @ParameterizedTest
        @ValueSource(strings = {"http", "0", "65536", "-1", ""})
        void on_what_is_no_port_is_refused(String port) throws Exception {
            souk("up", "--port", port).mustBe(2, "'" + port + "' is no port");
        }

        @ParameterizedTest
        @ValueSource(strings = {"--port", "--data"})
        void without_the_value_of_an_option_is_refused(String option) throws Exception {
            souk("up", option).mustBe(2, option + " needs a value");
        }

        @Test
        void with_an_unknown_option_is_refused() throws Exception {
            souk("up", "--prot", "80").mustBe(2, "does not know '--prot'");
        }

        @Test
        void on_a_port_that_is_taken_names_it() throws Exception {
            try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                String port = Integer.toString(taken.getLocalPort());
                String sentence = "port " + port + " is taken";

                souk("up", "--data", data.toString(), "--port", port).mustBe(1, sentence);
                souk(Map.of("SOUK_PORT", port), "up", "--data=" + data).mustBe(1, sentence);
            }
        }

        @Test
        void on_data_that_another_one_is_using_names_that_one() throws Exception {
            Process other = new ProcessBuilder("sh", "-c", "read souk").start();
            try {
                Files.writeString(data.resolve("souk.lock"), other.pid() + "\n");

                souk("up", "--data", data.toString())
                        .mustBe(1, "in use by another Souk (pid " + other.pid() + ")");
            } finally {
                other.destroy();
            }
        }

        @Test
        void without_a_JDK_says_so() throws Exception {
            souk(Map.of("SOUK_JAVA_HOME", data.toString()), "up", "--port", "1", "--data=" + data)
                    .mustBe(1, "where no JDK 25 is");
        }
    }

    private record Said(int status, String output) {

        void mustBe(int expectedStatus, String sentence) {
            assertThat(output).contains(sentence).hasLineCount(1);
            assertThat(status).isEqualTo(expectedStatus);
        }
    }

    private static Said souk(String... arguments) throws IOException, InterruptedException {
        return souk(Map.of(), arguments);
    }

    private static Said souk(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("../../souk"), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SOUK_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Said(process.waitFor(), output);
    }
}
