package souk.platform.rest.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ContentCachingResponseWrapper;

import souk.platform.rest.call.Call;
import souk.platform.rest.call.OnceOnly;
import souk.platform.rest.idempotency.Attempt.AnsweredBefore;
import souk.platform.rest.idempotency.Attempt.Granted;
import souk.platform.rest.idempotency.Attempt.OtherRequest;
import souk.platform.rest.idempotency.Attempt.StillRunning;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;
import souk.platform.rest.problem.ProblemWriter;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries out keyed requests, or answers them from memory. */
@Component
class KeyedRequests {

    static final String REPLAYED = "Idempotent-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(KeyedRequests.class);

    /** What this process is carrying out: a lease may be over while its request still runs. */
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    private final RequestLog log;

    KeyedRequests(RequestLog log) {
        this.log = log;
    }

    void handle(
            KeyedRequest keyed,
            BufferedRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        String name = HexFormat.of().formatHex(keyed.id());
        if (!running.add(name)) {
            throw new ProblemException(ProblemCode.IDEMPOTENCY_IN_PROGRESS);
        }
        var answered = new ContentCachingResponseWrapper(response);
        try {
            switch (begin(keyed, request)) {
                case Granted granted -> carryOut(granted, keyed, request, answered, chain);
                case AnsweredBefore(Answer answer) -> {
                    response.setHeader(REPLAYED, "true");
                    answer.writeTo(response);
                }
                case StillRunning() ->
                        throw new ProblemException(ProblemCode.IDEMPOTENCY_IN_PROGRESS);
                case OtherRequest() ->
                        throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED);
            }
        } finally {
            running.remove(name);
        }
        // only now: a client that has its answer may send the same again at once
        answered.copyBodyToResponse();
    }

    private Attempt begin(KeyedRequest keyed, BufferedRequest request) {
        try {
            return log.begin(keyed, keyed.mac("fingerprint", request.identity()));
        } catch (DataAccessException e) {
            LOG.warn("Keyed requests cannot be told apart right now, so they are not let in", e);
            throw new ProblemException(ProblemCode.SERVICE_UNAVAILABLE);
        }
    }

    private void carryOut(
            Granted granted,
            KeyedRequest keyed,
            BufferedRequest request,
            ContentCachingResponseWrapper answered,
            FilterChain chain)
            throws IOException, ServletException {
        Call call = Call.of(request);
        call.make(new OnceOnly(keyed.commandKey(granted.seed()), granted.seed(), granted.begun()));
        Fate fate = Fate.RETRY;
        try {
            chain.doFilter(request, answered);
            if (request.isAsyncStarted()) {
                throw new IllegalStateException("keyed requests are answered by their own thread");
            }
            boolean untouched = granted.first() && call.commands() == 0;
            fate =
                    call.isUnfinished()
                            ? Fate.RETRY
                            : Fate.of(
                                    answered.getStatus(),
                                    ProblemWriter.writtenTo(request),
                                    untouched);
        } finally {
            settle(fate, keyed, answered);
        }
    }

    // stored before it is sent: what a client has seen is what it gets again
    private void settle(Fate fate, KeyedRequest keyed, ContentCachingResponseWrapper answered) {
        try {
            switch (fate) {
                case REMEMBER ->
                        log.remember(keyed, Answer.of(answered, answered.getContentAsByteArray()));
                case RETRY -> log.release(keyed);
                case FORGET -> log.forget(keyed);
            }
        } catch (DataAccessException e) {
            // the request is done all the same; sent again, it is recognised by those who did it
            LOG.warn("The answer to a keyed request could not be stored", e);
        }
    }
}
