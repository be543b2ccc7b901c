package souk;

import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

import souk.platform.postgres.TestPostgres;
import souk.platform.store.TestAxonServer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.UUID;

/**
 * The test that is extended, with every message and event going through a real Axon Server. Tests
 * in {@code @Nested} classes stay where they are: Spring takes the context of the outer class.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "souk.platform.store.TestAxonServer#isThere",
        disabledReason = TestAxonServer.MISSING)
@ContextConfiguration(
        initializers = {
            TestPostgres.Initializer.class,
            TestAxonServer.Initializer.class,
            OverAxonServer.AnotherBoss.class
        })
@DirtiesContext // a connection that Spring has paused is not taken up again
@interface OverAxonServer {

    /** Whoever was first there is unreadable: his key went with the database of that test. */
    class AnotherBoss implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of("souk.admin.email=" + UUID.randomUUID() + "@example.org")
                    .applyTo(context);
        }
    }
}
