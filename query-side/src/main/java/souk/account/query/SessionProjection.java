package souk.account.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

import souk.account.SessionEvent;
import souk.account.SessionEvent.SessionEnded;
import souk.account.SessionEvent.SessionOpened;
import souk.account.SessionEvent.SessionRefreshed;
import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;

import java.time.Instant;

/** Who has logged in when: for whoever wants to know what is kept about him. */
@Projection(processingGroup = "account.sessions")
class SessionProjection {

    private final Table<SessionRow, String> sessions;

    SessionProjection(Tables tables) {
        sessions = tables.of(SessionRow.class, String.class);
    }

    @EventHandler
    void on(SessionEvent event, @Timestamp Instant at) {
        String session = event.sessionId().value();
        switch (event) {
            case SessionOpened opened -> sessions.insert(new SessionRow(opened, at));
            case SessionRefreshed refreshed ->
                    sessions.change(session, row -> row.refresh(at, refreshed.expiresAt()));
            case SessionEnded ended -> sessions.change(session, row -> row.end(at, ended.reason()));
        }
    }
}
