package souk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

class DatabaseOutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53100", "53300", "57P01", "57P02", "57P03", "58030"})
    void is_what_postgres_says_when_it_goes_or_comes_or_has_no_room(String state) {
        var failure = new SQLException("ERROR", state);
        assertThat(DatabaseOutage.isBehind(failure)).isTrue();
        assertThat(DatabaseOutage.isBehind(new IllegalStateException(new Exception(failure))))
                .isTrue();
    }

    @Test
    void is_what_the_pool_says() {
        assertThat(DatabaseOutage.isBehind(new SQLTransientConnectionException("timed out")))
                .isTrue();
        assertThat(DatabaseOutage.isBehind(new SQLException("Connection is closed"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08P01", "22001", "23505", "40001", "42P01", "53400", "57014", "58P01", "XX000", "",
                "0"
            })
    void is_nothing_else(String state) {
        assertThat(DatabaseOutage.isBehind(new SQLException("ERROR", state))).isFalse();
    }

    @Test
    void is_no_failure_of_others() {
        assertThat(DatabaseOutage.isBehind(null)).isFalse();
        assertThat(DatabaseOutage.isBehind(new SQLException("what"))).isFalse();
        assertThat(DatabaseOutage.isBehind(new IllegalStateException("Connection is closed")))
                .isFalse();
    }
}
