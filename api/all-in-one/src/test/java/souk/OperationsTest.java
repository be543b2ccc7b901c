package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.test.context.ContextConfiguration;

import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What operators are given to look at is there. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class OperationsTest {

    private static final Path DOCS = Path.of("../../docs");
    private static final Pattern METRIC =
            Pattern.compile("up(?=\\{)|[a-z]+(?:_[a-z0-9]+)+(?=[^a-z0-9_(]|$)");
    private static final Set<String> OF_PROMETHEUS = Set.of("label_values", "clamp_min");

    @LocalServerPort int port;
    @Autowired Environment settings;

    private String served;

    @BeforeEach
    void ask() {
        URI shop = URI.create("http://localhost:" + port);
        var members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        // something has been stored, and something asked
        var shelves = new Shelves(shop, members, "MUG");
        Buyer.patient(shop).with(shelves.sku("MUG"), 1);
        served =
                new Shopper(shop)
                        .get("/actuator/prometheus", members.admin().token())
                        .response()
                        .body();
    }

    private void areServed(List<String> expressions) {
        Set<String> names =
                served.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("[{ ]", 2)[0])
                        .collect(Collectors.toCollection(HashSet::new));
        // said by Prometheus itself, of everybody whom it asks
        names.add("up");
        assertThat(expressions)
                .isNotEmpty()
                .allSatisfy(
                        expression ->
                                assertThat(metricsOf(expression))
                                        .as(expression)
                                        .isNotEmpty()
                                        .isSubsetOf(names));
    }

    private static Set<String> metricsOf(String expression) {
        return METRIC.matcher(expression)
                .results()
                .map(MatchResult::group)
                .filter(name -> !OF_PROMETHEUS.contains(name))
                .collect(Collectors.toSet());
    }

    @Test
    void the_dashboard_shows_metrics_that_there_are() throws IOException {
        JsonNode dashboard =
                JsonMapper.shared()
                        .readTree(Files.readString(DOCS.resolve("operations/dashboard.json")));
        List<String> expressions = new ArrayList<>();
        dashboard
                .get("panels")
                .forEach(
                        panel ->
                                panel.path("targets")
                                        .forEach(
                                                it ->
                                                        expressions.add(
                                                                it.get("expr").stringValue())));
        assertThat(expressions).hasSizeGreaterThan(20);
        areServed(expressions);
    }

    @Test
    void alerts_are_about_metrics_that_there_are_and_lead_to_what_to_do() throws IOException {
        var file = new YamlMapFactoryBean();
        file.setResources(new FileSystemResource(DOCS.resolve("operations/alerts.yml")));
        Set<String> headings =
                Files.readAllLines(DOCS.resolve("operations.md")).stream()
                        .filter(line -> line.startsWith("#"))
                        .map(line -> line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT))
                        .map(heading -> "docs/operations.md#" + heading.replace(' ', '-'))
                        .collect(Collectors.toSet());
        List<String> expressions = new ArrayList<>();
        List<Object> names = new ArrayList<>();
        for (Object group : (List<?>) file.getObject().get("groups")) {
            for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
                Map<?, ?> alert = (Map<?, ?>) rule;
                expressions.add((String) alert.get("expr"));
                names.add(alert.get("alert"));
                assertThat(headings)
                        .contains((String) ((Map<?, ?>) alert.get("annotations")).get("runbook"));
            }
        }
        areServed(expressions);
        // who is gone tells nothing that another could be about
        assertThat(names).contains("NodeDown", "NobodySeals");
    }
}
