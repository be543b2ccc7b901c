package souk.platform.query;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;

import org.axonframework.common.AxonTransientException;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.stream.Stream;

class EventFaultTest {

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22003", "22P02", "23502", "23505", "23514"})
    void is_behind_what_the_database_says_about_data(String state) {
        assertThat(EventFault.isBehind(said(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "40001", "40P01", "53300", "55P03", "57P01", "57014", "25006", "42P01"
            })
    void is_not_behind_what_the_database_says_about_itself(String state) {
        assertThat(EventFault.isBehind(said(state))).isFalse();
    }

    private static Exception said(String state) {
        var cause = new SQLException("as the driver says", state);
        var batch = new BatchUpdateException("of a batch", state, new int[0], cause);
        return new TransactionSystemException("Could not commit", new RuntimeException(batch));
    }

    static Stream<Exception> faults() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new NullPointerException(),
                new MissingRow(ProbeRow.class, "p"),
                new SerializationException("cannot be read"),
                new TransactionSystemException("no", new IllegalArgumentException("converter")),
                new DataIntegrityViolationException("found by the mapper"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void is_behind_what_fails_in_handlers(Exception failure) {
        assertThat(EventFault.isBehind(failure)).isTrue();
    }

    static Stream<Exception> surroundings() {
        return Stream.of(
                new SQLException("the pool is exhausted"),
                new RuntimeException(new CannotAcquireLockException("held")),
                new DataAccessResourceFailureException("gone"),
                new OptimisticLockException(),
                new CannotCreateTransactionException("gone"),
                new UnableToClaimTokenException("another node has it"),
                new DeadLetterQueueOverflowException("full"),
                new AxonTransientException("later") {},
                new RuntimeException(new InterruptedException()),
                new RuntimeException(new OutOfMemoryError()));
    }

    @ParameterizedTest
    @MethodSource("surroundings")
    void is_not_behind_surroundings_that_are_unwell(Exception failure) {
        assertThat(EventFault.isBehind(failure)).isFalse();
    }
}
