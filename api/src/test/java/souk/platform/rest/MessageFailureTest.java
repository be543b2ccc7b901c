package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.axoniq.axonserver.grpc.ErrorMessage;

import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.axonserver.connector.command.AxonServerRemoteCommandHandlingException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;

import souk.cart.CartRejection.CartNotFound;
import souk.kernel.Rejected;
import souk.platform.rest.problem.ProblemException;

import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

class MessageFailureTest {

    private static final ErrorMessage UNKNOWN = ErrorMessage.getDefaultInstance();

    static Stream<Throwable> passing() {
        return Stream.of(
                new NoHandlerForCommandException("nobody"),
                new NoHandlerForQueryException("nobody"),
                new AxonTransientException("try again") {},
                new AxonServerException("AXONIQ-3001", UNKNOWN),
                new AxonServerCommandDispatchException("AXONIQ-4003", UNKNOWN),
                new DataAccessResourceFailureException("no connection"),
                new CompletionException(new AxonServerException("AXONIQ-3001", UNKNOWN)));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void of_reachability_passes(Throwable failure) {
        assertThat(MessageFailure.of(failure))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.problem().code())
                                        .isEqualTo("service_unavailable"));
    }

    static Stream<RuntimeException> lasting() {
        return Stream.of(
                new CommandExecutionException(
                        "a bug over there",
                        new AxonServerRemoteCommandHandlingException("AXONIQ-4002", UNKNOWN)),
                new QueryExecutionException("a bug over there", null),
                new DuplicateKeyException("a bug"),
                new NullPointerException());
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void of_a_handler_stays_what_it_is(RuntimeException failure) {
        assertThat(MessageFailure.of(failure)).isSameAs(failure);
    }

    @Test
    void that_was_a_refusal_is_one_again_whatever_it_came_in() {
        Throwable remote =
                new CompletionException(
                        new CommandExecutionException("no", null, new CartNotFound()));
        assertThat(MessageFailure.of(remote))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.rejection()).isEqualTo(new CartNotFound()));
    }
}
