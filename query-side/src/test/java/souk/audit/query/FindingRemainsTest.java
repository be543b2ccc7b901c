package souk.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.platform.query.QueryNodeTest;

import java.util.Map;

/** What checks say about rows does not outlast the people in them. */
@QueryNodeTest
class FindingRemainsTest {

    @Autowired FindingRemains remains;
    @Autowired JdbcTemplate jdbc;

    private void found(String check, String ended) {
        jdbc.update(
                """
                insert into audit_check.job
                    (id, kinds, first_position, projections, phase, reached, requested_by,
                     started_at, ended_at)
                values (?, '{VIEWS}', 0, '{order.view}', 'DONE', 0, 'ines', now(),
                        now() - cast(? as interval))
                """,
                check,
                ended);
        jdbc.update(
                """
                insert into audit_check.finding
                values (?, 1, 'VIEWS', 'VIEW', null, null, 'order.view', 'orders', 'mia', 'email',
                        'shown: mia@example.org, by its events: null')
                """,
                check);
    }

    private Map<String, Object> finding(String check) {
        return jdbc.queryForMap("select * from audit_check.finding where job_id = ?", check);
    }

    @Test
    void what_rows_said_is_gone_a_day_later_and_what_was_found_stays() {
        found("chk_old", "25 hours");
        found("chk_new", "23 hours");

        remains.clear();

        assertThat(finding("chk_old"))
                .containsEntry("row_key", null)
                .containsEntry("column_name", "email")
                .doesNotContainValue("shown: mia@example.org, by its events: null");
        assertThat(finding("chk_new"))
                .containsEntry("row_key", "mia")
                .containsEntry("detail", "shown: mia@example.org, by its events: null");
    }
}
