package souk.catalog.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.ContextConfiguration;

import souk.platform.postgres.TestPostgres;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The command side as wired, over the embedded event store: a product is more than one stream. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = CatalogNode.Node.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "axon.axonserver.enabled=false",
            "axon.timeout.enabled=false",
            "axon.update-check.disabled=true",
            "spring.jpa.properties.hibernate.default_schema=axon",
            "souk.snapshots.every=10"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
@interface CatalogNode {

    /** No component itself, or the scans of other tests would find it. */
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = "souk",
            excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
    class Node {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Market market(CommandBus commands, EventStore events) {
            return new Market(commands, events);
        }
    }
}
