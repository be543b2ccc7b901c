package souk.platform.rest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import souk.platform.rest.problem.ProblemException;

import java.io.IOException;
import java.time.Instant;

/** What becomes of keyed requests when the database that knows them is away. */
class KeyedRequestsTest {

    private static final DataAccessResourceFailureException AWAY =
            new DataAccessResourceFailureException("away");

    private final RequestLog log = mock();
    private final KeyedRequests requests = new KeyedRequests(log);
    private final KeyedRequest keyed = new KeyedRequest("guest:1", "key");
    private final BufferedRequest request =
            new BufferedRequest(new MockHttpServletRequest("POST", "/api/ping"), new byte[0]);
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void they_are_not_let_in_before_it_is_known_whether_they_were_here() {
        when(log.begin(any(), any())).thenThrow(AWAY);
        MockFilterChain chain = new MockFilterChain();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> requests.handle(keyed, request, response, chain))
                .satisfies(
                        refused ->
                                assertThat(refused.problem().code())
                                        .isEqualTo("service_unavailable"));
        assertThat(chain.getRequest()).isNull();
    }

    @Test
    void they_are_answered_also_when_the_answer_cannot_be_kept() throws Exception {
        grant();
        doThrow(AWAY).when(log).remember(any(), any());

        requests.handle(keyed, request, response, (_, answer) -> answer.getWriter().write("done"));

        assertThat(response.getContentAsString()).isEqualTo("done");
    }

    @Test
    void they_may_be_tried_again_when_what_they_led_to_failed() {
        grant();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () ->
                                requests.handle(
                                        keyed,
                                        request,
                                        response,
                                        (_, _) -> {
                                            throw new IOException("simulated");
                                        }));
        verify(log).release(keyed);
    }

    private void grant() {
        when(log.begin(any(), any()))
                .thenReturn(new Attempt.Granted(new byte[32], Instant.EPOCH, true));
    }
}
