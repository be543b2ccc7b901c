package souk;

import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import souk.platform.postgres.TestPostgres;
import souk.platform.store.TestAxonServer;

/** The same walk, with every message and event going through a real Axon Server. */
@EnabledIf(
        value = "souk.platform.store.TestAxonServer#isThere",
        disabledReason = TestAxonServer.MISSING)
@ContextConfiguration(
        initializers = {TestPostgres.Initializer.class, TestAxonServer.Initializer.class})
@DirtiesContext // a connection that Spring has paused is not taken up again
class CartWalkthroughOverAxonServerTest extends CartWalkthroughTest {}
