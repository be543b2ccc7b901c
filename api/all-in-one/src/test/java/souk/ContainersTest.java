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
import java.util.Map;

/** What runs in containers can do no more than it must, and says what it is made of. */
class ContainersTest {

    private static final Path ROOT = Path.of("../..");

    private static Map<?, ?> services() {
        var compose = new YamlMapFactoryBean();
        compose.setResources(new FileSystemResource(ROOT.resolve("docker-compose.yml")));
        return (Map<?, ?>) compose.getObject().get("services");
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
        assertThat(services().values())
                .map(settings -> (Map<?, ?>) settings)
                .filteredOn(service -> service.containsKey("build"))
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
            assertThat(service.get("volumes")).isEqualTo(List.of("souk-data:/var/lib/souk"));
        }
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
