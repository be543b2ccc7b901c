package souk;

import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import souk.platform.postgres.TestPostgres;
import souk.platform.store.TestAxonServer;

import java.util.UUID;

/** The same people, with every message and event going through a real Axon Server. */
@EnabledIf(
        value = "souk.platform.store.TestAxonServer#isThere",
        disabledReason = TestAxonServer.MISSING)
@ContextConfiguration(
        initializers = {TestPostgres.Initializer.class, TestAxonServer.Initializer.class})
@DirtiesContext // a connection that Spring has paused is not taken up again
class AccountWalkthroughOverAxonServerTest extends AccountWalkthroughTest {

    // whoever was first there is unreadable: his key went with the database of that test
    private static final String BOSS = UUID.randomUUID() + "@example.org";

    @DynamicPropertySource
    static void anotherBoss(DynamicPropertyRegistry properties) {
        properties.add("souk.admin.email", () -> BOSS);
    }
}
