package souk.audit.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;

import souk.audit.AuditEvent.Accessed;
import souk.kernel.MessageKeys;
import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;

import java.time.Instant;

/** Who has looked at what. */
@Projection(processingGroup = "audit.accesses")
class AccessProjection {

    private final Table<AccessRow, String> accesses;

    AccessProjection(Tables tables) {
        accesses = tables.of(AccessRow.class, String.class);
    }

    @EventHandler
    void on(
            Accessed event,
            @Timestamp Instant at,
            @MetaDataValue(MessageKeys.ACTOR) String actor,
            @MetaDataValue(MessageKeys.ROLE) String role) {
        accesses.insert(new AccessRow(event.accessId(), event.access(), at, actor, role));
    }
}
