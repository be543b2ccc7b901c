package souk.platform.command;

import static org.awaitility.Awaitility.await;

import static souk.platform.command.Shopping.newCart;
import static souk.platform.command.Shopping.removeMug;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.commandhandling.CommandBus;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

import souk.kernel.CommonRejection.NotFound;
import souk.platform.postgres.TestPostgres;
import souk.platform.store.TestAxonServer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The command side as wired, over a real Axon Server: every message takes the way through it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "souk.platform.store.TestAxonServer#isThere",
        disabledReason = TestAxonServer.MISSING)
@SpringBootTest(
        classes = OverAxonServer.Node.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "axon.timeout.enabled=false",
            "axon.update-check.disabled=true",
            "souk.snapshots.every=10"
        })
@ContextConfiguration(
        initializers = {TestPostgres.Initializer.class, TestAxonServer.Initializer.class})
@DirtiesContext // Spring would pause it, and a connection once paused is not taken up again
@interface OverAxonServer {

    /** No component itself, or the scans of other tests would find it. */
    @EnableAutoConfiguration
    @Import(OpenMarket.class)
    @ComponentScan(
            basePackages = "souk",
            excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
    class Node {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Shopping shopping(CommandBus commands, AxonServerConnectionManager connections) {
            return new Shopping(commands, connections);
        }

        /** Handlers are made known to the server in the background. */
        @Bean
        ApplicationRunner untilHandlersAreKnown(Shopping shopping) {
            return _ ->
                    await().until(
                                    () -> shopping.refusalOf(removeMug(newCart())),
                                    new NotFound("cart")::equals);
        }
    }
}
