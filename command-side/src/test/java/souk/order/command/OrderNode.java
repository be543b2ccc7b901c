package souk.order.command;

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
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;

import souk.payment.command.Payments;
import souk.platform.postgres.TestPostgres;
import souk.platform.process.MovableClock;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;

/** The command side as wired, over the embedded event store, but for the clock and for payments. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = OrderNode.Node.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "axon.axonserver.enabled=false",
            "axon.timeout.enabled=false",
            "axon.update-check.disabled=true",
            "spring.jpa.properties.hibernate.default_schema=axon"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
@interface OrderNode {

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
        MovableClock clockOfTests() {
            return new MovableClock();
        }

        @Bean
        @Primary
        Payments paymentsOfTests() {
            return new OpenPayments(Map.of(Bazaar.KWD, 10L))
                    .charging(Bazaar.pounds(30), Bazaar.pounds(99_999_999));
        }

        @Bean
        Bazaar bazaar(CommandBus commands, EventStore events, MovableClock clock) {
            return new Bazaar(commands, events, clock);
        }
    }
}
