package souk.account.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import souk.account.AccountQuery.ListSessions;
import souk.account.SessionPage;
import souk.platform.query.ReadsFrom;

import java.time.Instant;
import java.util.List;

/** Answers when somebody has logged in, from where the page before ended. */
@Component
@ReadsFrom("account.sessions")
class SessionLists {

    private static final String SEPARATOR = " ";

    private final EntityManager entities;

    SessionLists(EntityManager entities) {
        this.entities = entities;
    }

    @QueryHandler
    SessionPage handle(ListSessions query) {
        List<SessionRow> found = page(query);
        List<SessionRow> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new SessionPage(
                page.stream().map(SessionRow::entry).toList(),
                found.size() > page.size() ? behind(page.getLast()) : null);
    }

    private static String behind(SessionRow row) {
        return row.openedAt + SEPARATOR + row.sessionId;
    }

    private List<SessionRow> page(ListSessions query) {
        String after = query.after();
        String rest =
                after == null
                        ? ""
                        : " and (s.openedAt > :at or s.openedAt = :at and s.sessionId > :id)";
        TypedQuery<SessionRow> rows =
                entities.createQuery(
                        "select s from SessionRow s where s.accountId = :account"
                                + rest
                                + " order by s.openedAt, s.sessionId",
                        SessionRow.class);
        rows.setParameter("account", query.accountId().value());
        if (after != null) {
            String[] parts = after.split(SEPARATOR, -1);
            rows.setParameter("at", Instant.parse(parts[0])).setParameter("id", parts[1]);
        }
        return rows.setMaxResults(query.limit() + 1).getResultList();
    }
}
