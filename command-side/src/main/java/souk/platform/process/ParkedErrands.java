package souk.platform.process;

import org.springframework.jdbc.core.JdbcOperations;

import tools.jackson.databind.json.JsonMapper;

import java.sql.Timestamp;
import java.time.Clock;

/** Errands that are not tried any more, for somebody to look at. */
class ParkedErrands {

    private static final int LONGEST_REASON = 2_000;

    private final JdbcOperations database;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    ParkedErrands(JdbcOperations database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** In the transaction that is under way, if there is one. */
    void park(String id, Errand errand, String reason, int attempts) {
        database.update(
                """
                insert into scheduling.parked_errand (id, command, errand, reason, attempts, parked_at)
                values (?, ?, ?::jsonb, ?, ?, ?) on conflict (id) do nothing
                """,
                id,
                errand.command(),
                json.writeValueAsString(errand),
                reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason,
                attempts,
                Timestamp.from(clock.instant()));
    }

    long count() {
        return number("select count(*) from scheduling.parked_errand");
    }

    /** Errands that have failed, and are tried again. */
    long failing() {
        return number(
                "select count(*) from scheduling.scheduled_tasks"
                        + " where task_name = '"
                        + ErrandTask.NAME
                        + "' and consecutive_failures > 0");
    }

    private long number(String query) {
        Long number = database.queryForObject(query, Long.class);
        return number == null ? 0 : number;
    }
}
