package souk.bench.rebuild;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

import souk.platform.postgres.DatabaseAddress;

import java.nio.file.Path;

/** The query side as it runs in production, with the store beside it. */
final class QueryNode implements AutoCloseable {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackages = "souk")
    @ComponentScan(
            basePackages = "souk",
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "souk\\.(bench|.*(command|process|sandbox|port))\\..*"))
    static class Wiring {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    private final ConfigurableApplicationContext context;

    private QueryNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static QueryNode on(DatabaseAddress database) {
        return on(database, "--souk.audit.enabled=false");
    }

    /** One that seals as well. */
    static QueryNode sealing(DatabaseAddress database, Path directory) {
        return on(database, "--souk.audit.directory=" + directory);
    }

    private static QueryNode on(DatabaseAddress database, String audit) {
        return new QueryNode(
                new SpringApplicationBuilder(Wiring.class)
                        .web(WebApplicationType.NONE)
                        .run(
                                "--spring.config.import=classpath:souk-defaults.yml",
                                audit,
                                "--logging.level.souk=warn",
                                "--spring.datasource.url=" + database.url(),
                                "--spring.datasource.username=" + database.username(),
                                "--spring.datasource.password=" + database.password()));
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    Object bean(String name) {
        return context.getBean(name);
    }

    @Override
    public void close() {
        context.close();
    }
}
