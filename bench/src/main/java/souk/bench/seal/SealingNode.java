package souk.bench.seal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

import souk.kernel.EventRecords;
import souk.platform.postgres.DatabaseAddress;

import java.nio.file.Path;

/** The sealer as it runs in production, with nothing but the store beside it. */
final class SealingNode implements AutoCloseable {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = "souk",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    "souk\\.(platform\\.(postgres|store)\\..*Configuration|audit\\.query\\.LogConfiguration)"))
    static class Wiring {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    private final ConfigurableApplicationContext context;

    private SealingNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static SealingNode on(DatabaseAddress database, Path directory) {
        return new SealingNode(
                new SpringApplicationBuilder(Wiring.class)
                        .web(WebApplicationType.NONE)
                        .run(
                                "--spring.jpa.hibernate.ddl-auto=none",
                                "--logging.level.souk=warn",
                                "--souk.audit.directory=" + directory,
                                "--spring.datasource.url=" + database.url(),
                                "--spring.datasource.username=" + database.username(),
                                "--spring.datasource.password=" + database.password()));
    }

    EventRecords records() {
        return context.getBean(EventRecords.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
