package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Passwords and keys come from outside: from the environment, or from files. */
class SecretsTest {

    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i)(.*[._-])?(password|passwd|secrets?|token|credentials|api-?key|.*-key|key)");

    /** A variable, and nothing instead where there is none. */
    private static final Pattern FROM_OUTSIDE = Pattern.compile("\\$\\{[A-Z_]+:}|");

    @TempDir Path files;

    /** All that is in the settings of our modules, whatever Spring would make of it. */
    private static Map<String, String> defaults() throws IOException {
        var found = new PathMatchingResourcePatternResolver();
        Map<String, String> all = new TreeMap<>();
        for (Resource file : found.getResources("classpath*:souk/**/*.properties")) {
            PropertiesLoaderUtils.loadProperties(file)
                    .forEach((name, value) -> all.put((String) name, (String) value));
        }
        for (String name : new String[] {"souk-defaults.yml", "application.yml"}) {
            for (Resource file : found.getResources("classpath*:" + name)) {
                for (PropertySource<?> part : new YamlPropertySourceLoader().load(name, file)) {
                    for (String key : ((EnumerablePropertySource<?>) part).getPropertyNames()) {
                        all.put(key, String.valueOf(part.getProperty(key)));
                    }
                }
            }
        }
        return all;
    }

    @Test
    void have_no_defaults() throws IOException {
        Map<String, String> all = defaults();
        all.keySet().removeIf(name -> !SECRET.matcher(name).matches());

        assertThat(all)
                .containsKeys(
                        "souk.admin.password",
                        "souk.analyst.password",
                        "souk.auth.master-key",
                        "souk.payment.webhook-secrets");
        assertThat(all)
                .allSatisfy((name, value) -> assertThat(value).as(name).matches(FROM_OUTSIDE));
    }

    @Test
    void are_not_in_what_composes_containers() throws IOException {
        assertThat(Files.readAllLines(Path.of("../../docker-compose.yml")))
                .filteredOn(line -> line.matches("(?i) +[A-Z_]*(PASSWORD|SECRETS?|TOKEN|KEY):.*"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches(".*:( \\$\\{[A-Z_]+:\\?[^}]*})?"));
    }

    @Test
    void may_come_from_files_each_called_as_the_setting_is() throws IOException {
        Files.writeString(files.resolve("souk.admin.password"), "from a file\n");
        Files.writeString(files.resolve("spring.datasource.password"), "from another");

        try (var context =
                new SpringApplicationBuilder(SecretsTest.class)
                        .web(WebApplicationType.NONE)
                        .run(
                                "--SOUK_SECRETS=" + files,
                                "--spring.datasource.password=said at the start")) {
            var settings = context.getEnvironment();
            assertThat(settings.getProperty("souk.admin.password")).isEqualTo("from a file");
            assertThat(settings.getProperty("spring.datasource.password"))
                    .isEqualTo("said at the start");
        }
    }
}
