package souk.audit.query;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;

/**
 * Forgets what rows of views said in which checks have found something, as long after them as
 * rebuilds keep it: that may be about people. What was found where stays.
 */
@Component
@EnableScheduling
class FindingRemains {

    private final JdbcOperations jdbc;
    private final Duration keep;
    private final Clock clock;

    FindingRemains(
            JdbcOperations jdbc,
            @Value("${souk.rebuilds.keep-personal:24h}") Duration keep,
            Clock clock) {
        this.jdbc = jdbc;
        this.keep = keep;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${souk.rebuilds.clear-every:PT10M}")
    void clear() {
        jdbc.update(
                """
                update audit_check.finding f
                   set row_key = null, detail = 'What it said is kept no longer.'
                  from audit_check.job j
                 where j.id = f.job_id and j.ended_at < ?
                   and f.what = 'VIEW' and f.row_key is not null
                """,
                Timestamp.from(clock.instant().minus(keep)));
    }
}
