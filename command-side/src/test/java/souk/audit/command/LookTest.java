package souk.audit.command;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import souk.audit.Access;
import souk.audit.AccessId;
import souk.audit.AuditCommand.RecordAccess;
import souk.audit.AuditEvent.Accessed;

class LookTest {

    private static final AccessId LOOK = new AccessId("look_01hzy00000000000000000000a");
    private static final Access HISTORY =
            new Access(
                    Access.Kind.HISTORY,
                    "orders/ord_01hzy00000000000000000000a",
                    null,
                    true,
                    "complaint 4711");

    private final FixtureConfiguration<Look> look = new AggregateTestFixture<>(Look.class);

    @Test
    void is_kept() {
        look.givenNoPriorActivity()
                .when(new RecordAccess(LOOK, HISTORY))
                .expectEvents(new Accessed(LOOK, HISTORY))
                .expectResultMessagePayload(LOOK);
    }

    @Test
    void is_kept_once() {
        look.given(new Accessed(LOOK, HISTORY))
                .when(new RecordAccess(LOOK, HISTORY))
                .expectNoEvents()
                .expectResultMessagePayload(LOOK);
    }
}
