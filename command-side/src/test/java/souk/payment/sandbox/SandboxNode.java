package souk.payment.sandbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistrar;

import souk.payment.command.Payments;
import souk.platform.postgres.TestPostgres;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The command side as wired, with the sandbox, somebody who takes notices, and errands in hand. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = SandboxNode.Node.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "axon.axonserver.enabled=false",
            "axon.timeout.enabled=false",
            "axon.update-check.disabled=true",
            "spring.jpa.properties.hibernate.default_schema=axon",
            "souk.public-url=https://shop.example/"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
@interface SandboxNode {

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
        @Primary
        HeldErrands heldErrands() {
            return new HeldErrands();
        }

        @Bean(destroyMethod = "stop")
        Letterbox letterbox() {
            return new Letterbox();
        }

        @Bean
        DynamicPropertyRegistrar webhook(Letterbox letterbox) {
            return registry -> registry.add("souk.payment.webhook-url", letterbox::address);
        }

        @Bean
        Buyer buyer(
                CommandBus commands,
                QueryGateway queries,
                EventStore events,
                Payments payments,
                HeldErrands errands,
                Letterbox letterbox) {
            return new Buyer(commands, queries, events, payments, errands, letterbox);
        }
    }
}
