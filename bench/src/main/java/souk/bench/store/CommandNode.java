package souk.bench.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.Configuration;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

import souk.platform.postgres.DatabaseAddress;

/** The command side as it runs in production, wired by Spring. */
public final class CommandNode implements AutoCloseable {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = "souk",
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = "souk\\.bench\\..*"))
    static class Wiring {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    private final ConfigurableApplicationContext context;

    private CommandNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static CommandNode on(DatabaseAddress database) {
        return new CommandNode(
                new SpringApplicationBuilder(Wiring.class)
                        .web(WebApplicationType.NONE)
                        .run(
                                // commands use no JPA
                                "--spring.jpa.hibernate.ddl-auto=none",
                                "--logging.level.souk=warn",
                                "--spring.datasource.url=" + database.url(),
                                "--spring.datasource.username=" + database.username(),
                                "--spring.datasource.password=" + database.password()));
    }

    public CommandGateway gateway() {
        return context.getBean(CommandGateway.class);
    }

    /** What every event remembers of its command. */
    public CorrelationDataProvider origin() {
        return context.getBean(CorrelationDataProvider.class);
    }

    public Configuration axon() {
        return context.getBean(Configuration.class);
    }

    public Cache aggregates() {
        return context.getBean(Cache.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
