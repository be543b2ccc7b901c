package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.FileSystemResource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What runs in containers can do no more than it must, and says what it is made of. */
class ContainersTest {

    private static final Path ROOT = Path.of("../..");

    private static Map<?, ?> services() {
        var compose = new YamlMapFactoryBean();
        compose.setResources(new FileSystemResource(ROOT.resolve("docker-compose.yml")));
        return (Map<?, ?>) compose.getObject().get("services");
    }

    private static List<Map<?, ?>> ours() {
        return services().values().stream()
                .<Map<?, ?>>map(settings -> (Map<?, ?>) settings)
                .filter(service -> service.containsKey("build"))
                .toList();
    }

    private static List<Object> volumes(Map<?, ?> service) {
        return List.copyOf((List<?>) service.get("volumes"));
    }

    @Test
    void run_as_nobody_who_could_become_root() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("axonserver/Dockerfile"));
        assertThat(lines.stream().filter(line -> line.startsWith("USER ")).toList().getLast())
                .isEqualTo("USER 10001");
        assertThat(lines).noneMatch(line -> line.startsWith("ADD "));
    }

    @Test
    void write_nowhere_but_where_they_must() {
        assertThat(ours())
                .hasSize(4)
                .allSatisfy(
                        service -> {
                            assertThat(service.get("read_only")).isEqualTo(true);
                            assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
                            assertThat(service.get("security_opt"))
                                    .isEqualTo(List.of("no-new-privileges:true"));
                            assertThat(service.containsKey("privileged")).isFalse();
                        });
    }

    @Test
    void keep_what_is_signed_where_it_outlives_them() {
        for (String sealer : List.of("all-in-one", "query")) {
            Map<?, ?> service = (Map<?, ?>) services().get(sealer);
            assertThat(volumes(service)).contains("souk-data:/var/lib/souk");
        }
    }

    @Test
    void are_told_every_secret_by_a_variable_or_by_a_file() throws IOException {
        Set<String> variables =
                secrets().stream()
                        .map(name -> name.replace("-", "").replace('.', '_'))
                        .map(name -> name.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        assertThat(variables).contains("SOUK_AUTH_MASTERKEY", "SOUK_PAYMENT_STRIPE_APIKEY");
        assertThat(ours())
                .allSatisfy(
                        service -> {
                            assertThat(volumes(service))
                                    .contains(
                                            "${SOUK_SECRETS_DIR:-./secrets}:/run/secrets/souk:ro");
                            Map<?, ?> environment = (Map<?, ?>) service.get("environment");
                            assertThat(variables)
                                    .allSatisfy(
                                            name -> {
                                                assertThat(environment.containsKey(name)).isTrue();
                                                // a file would lose against nothing at all
                                                var value = String.valueOf(environment.get(name));
                                                assertThat(value).doesNotContain(":-");
                                            });
                        });
    }

    /** Those that the page about them names. */
    private static List<String> secrets() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/security.md"));
        String chapter = page.substring(page.indexOf("## Secrets"), page.indexOf("## Images"));
        return Pattern.compile("`((?:souk|spring)\\.[a-z.-]+)`")
                .matcher(chapter)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void take_no_play_money_unless_told_so() {
        assertThat(ours())
                .allSatisfy(
                        service ->
                                assertThat((Map<?, ?>) service.get("environment"))
                                        .extracting("SOUK_PAYMENT_PROVIDER")
                                        .asString()
                                        .startsWith("${SOUK_PAYMENT_PROVIDER:?"));
    }

    @Test
    void open_no_port_but_the_one_for_clients() {
        assertThat(services())
                .allSatisfy(
                        (name, service) -> {
                            if (!List.of("all-in-one", "api").contains(name)) {
                                assertThat(((Map<?, ?>) service).containsKey("ports"))
                                        .as("%s", name)
                                        .isFalse();
                            }
                        });
    }

    @Test
    void say_what_they_are_made_of() throws IOException {
        try (InputStream file =
                getClass().getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            assertThat(file)
                    .as("made by the CycloneDX plugin before classes are compiled")
                    .isNotNull();
            JsonNode bill = JsonMapper.shared().readTree(file);
            assertThat(bill.get("bomFormat").stringValue()).isEqualTo("CycloneDX");
            assertThat(bill.get("components"))
                    .extracting(component -> component.path("name").asString())
                    .contains("axon-messaging", "postgresql", "tomcat-embed-core", "spring-web")
                    .doesNotContain("xstream");
            assertThat(bill.get("components"))
                    .extracting(component -> component.path("purl").asString())
                    .allMatch(purl -> purl.startsWith("pkg:maven/"));
        }
    }
}
