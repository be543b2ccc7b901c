package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

import souk.platform.rest.problem.ProblemWriter;

import java.time.Duration;

@HttpTest
class BodyLimitFilterTest {

    @Autowired ProblemWriter problems;

    private int statusWhile(String method) throws Exception {
        var room = DataSize.ofBytes(BodyLimitFilter.LIMIT);
        var filter = new BodyLimitFilter(problems, room, Duration.ofMinutes(1));
        var second = new MockHttpServletResponse();
        FilterChain whileIt =
                (_, _) -> filter.doFilter(withBody("POST"), second, new MockFilterChain());
        filter.doFilter(withBody(method), new MockHttpServletResponse(), whileIt);
        return second.getStatus();
    }

    private static MockHttpServletRequest withBody(String method) {
        var request = new MockHttpServletRequest(method, "/api/ping");
        request.setContent(new byte[BodyLimitFilter.LIMIT]);
        return request;
    }

    @Test
    void keeps_room_for_bodies_that_somebody_reads() throws Exception {
        assertThat(statusWhile("POST")).isEqualTo(503);
    }

    /** A stream that is listened to would hold it for as long as it likes. */
    @Test
    void keeps_none_for_those_that_nobody_reads() throws Exception {
        assertThat(statusWhile("GET")).isEqualTo(200);
        assertThat(statusWhile("HEAD")).isEqualTo(200);
    }
}
