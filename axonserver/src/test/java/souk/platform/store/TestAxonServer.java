package souk.platform.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

import java.util.UUID;

/**
 * A real Axon Server for tests: the one at {@code SOUK_TEST_AXONSERVER=host:port}, with {@code
 * axonserver/axonserver.properties}, or else one in Docker. Others may be using it: tests use
 * identifiers of their own, purge nothing, and store no events but published ones. Begin with an
 * empty one: what tests with clocks of their own have stored before is later than what comes after
 * it, and moments of the past are not found then.
 *
 * <p>Spring tests say {@code @EnabledIf("souk.platform.store.TestAxonServer#isThere")} and
 * {@code @ContextConfiguration(initializers = TestAxonServer.Initializer.class)}.
 */
public final class TestAxonServer {

    /** For {@code disabledReason}. */
    public static final String MISSING =
            "No Axon Server: set SOUK_TEST_AXONSERVER=host:port, or start Docker";

    private static final Logger log = LoggerFactory.getLogger(TestAxonServer.class);
    private static final String NAMED =
            System.getenv().getOrDefault("SOUK_TEST_AXONSERVER", "").trim();

    private TestAxonServer() {}

    public static boolean isThere() {
        boolean there = !NAMED.isEmpty() || DockerClientFactory.instance().isDockerAvailable();
        if (!there) {
            log.warn("SKIPPED: {}", MISSING);
        }
        return there;
    }

    static String address() {
        return NAMED.isEmpty() ? InDocker.address() : NAMED;
    }

    /** Connects a context to it, as a client of its own. */
    public static class Initializer
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "axon.axonserver.enabled=true",
                            "axon.axonserver.servers=" + address(),
                            "axon.axonserver.client-id=test-" + UUID.randomUUID())
                    .applyTo(context);
        }
    }

    private static final class InDocker {

        private static final int GRPC = 8124;
        private static final int HTTP = 8024;
        private static final String IMAGE =
                System.getenv()
                        .getOrDefault("SOUK_TEST_AXONSERVER_IMAGE", "axoniq/axonserver:2024.2.3");

        private static final GenericContainer<?> SERVER = start();

        static String address() {
            return SERVER.getHost() + ":" + SERVER.getMappedPort(GRPC);
        }

        // stopped by Testcontainers when the JVM ends
        @SuppressWarnings("resource")
        private static GenericContainer<?> start() {
            GenericContainer<?> server =
                    new GenericContainer<>(IMAGE)
                            .withEnv("AXONIQ_AXONSERVER_STANDALONE", "true")
                            .withEnv("AXONIQ_AXONSERVER_HOSTNAME", "localhost")
                            .withEnv("AXONIQ_AXONSERVER_MAXMESSAGESIZE", "128MB")
                            .withExposedPorts(GRPC, HTTP)
                            .waitingFor(Wait.forHttp("/actuator/health").forPort(HTTP));
            server.start();
            return server;
        }
    }
}
