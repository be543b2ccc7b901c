package souk.platform.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.common.AxonTransientException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.converter.HttpMessageNotWritableException;

import java.sql.SQLException;

/** Of failures that no command and no query has met, but a controller by itself. */
class ProblemsTest {

    private static String codeOf(Exception failure) {
        return Problems.of(failure).code();
    }

    @Test
    void without_the_database_it_may_go_better_later() {
        var noRoom = new SQLException("No space left on device", "53100");
        assertThat(codeOf(new DataAccessResourceFailureException("insert", noRoom)))
                .isEqualTo("service_unavailable");
    }

    @Test
    void nor_can_an_answer_be_written_that_is_read_from_it() {
        var away = new AxonTransientException("PostgreSQL is away") {};
        assertThat(codeOf(new HttpMessageNotWritableException("Could not write", away)))
                .isEqualTo("service_unavailable");
    }

    @Test
    void anything_else_is_our_fault() {
        var duplicate = new SQLException("duplicate key", "23505");
        assertThat(codeOf(new IllegalStateException(duplicate))).isEqualTo("internal_error");
    }
}
