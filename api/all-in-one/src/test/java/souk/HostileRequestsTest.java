package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

import souk.RawHttp.Answer;
import souk.ServedApi.Operation;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Whatever is sent to whatever operation is done, or refused in our words. Another seed asks other
 * questions: {@code -Dsouk.hostile.seed=2 -Dsouk.hostile.requests=100000}.
 */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
@Import(CheapPasswords.class)
class HostileRequestsTest {

    private static final long SEED = Long.getLong("souk.hostile.seed", 1);
    private static final int REQUESTS = Integer.getInteger("souk.hostile.requests", 6_000);
    private static final int CONNECTIONS = 6;
    private static final int ENOUGH = 3;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort int port;

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private Residents residents;
    private ServedApi api;

    @BeforeEach
    void arrive() {
        URI shop = URI.create("http://localhost:" + port);
        residents = Residents.movingInto(shop);
        api = ServedApi.of(new Shopper(shop));
    }

    @Test
    void are_answered_in_our_words() {
        List<Operation> operations = api.operations();
        int each = Math.max(20, REQUESTS / operations.size() / 2);
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            operations.stream()
                    .flatMap(
                            operation ->
                                    Stream.of(false, true)
                                            .map(
                                                    known ->
                                                            CompletableFuture.runAsync(
                                                                    () ->
                                                                            ask(
                                                                                    operation,
                                                                                    known, each),
                                                                    threads)))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        assertThat(complaints)
                .as("seed %d, %d requests, %d complaints", SEED, sent.get(), complaints.size())
                .isEmpty();
        assertThat(sent.get()).isGreaterThanOrEqualTo(REQUESTS / 2);
    }

    private void ask(Operation operation, boolean known, int times) {
        var random = new SplittableRandom(SEED * 31 + (operation + " " + known).hashCode());
        var requests =
                new HostileRequests(
                        operation, new Samples(api, residents.samples()), residents::place, random);
        int complained = 0;
        try (var http = new RawHttp(port)) {
            for (int i = 0; i < times && complained < ENOUGH; i++) {
                RawRequest request = requests.next(residents.identity(known));
                String complaint = complaint(http, request);
                sent.incrementAndGet();
                if (complaint != null) {
                    complained++;
                    complaints.add(
                            "%s, request %d: %s%n    %s%n"
                                    .formatted(
                                            operation,
                                            i,
                                            complaint,
                                            request.curl("localhost:" + port)));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Null where there is nothing to complain about. */
    private String complaint(RawHttp http, RawRequest request) {
        Answer answer;
        try {
            answer = http.send(request);
        } catch (IOException | RuntimeException e) {
            return "no answer, " + e;
        }
        String wrong = whatIsWrong(answer, request);
        return wrong == null
                ? null
                : wrong + ", " + answer.status() + " " + shortened(answer.body());
    }

    private static String whatIsWrong(Answer answer, RawRequest request) {
        String type = answer.header("Content-Type");
        if (type.contains("html")
                || answer.body().contains("\tat ")
                || answer.body().contains("Exception:")) {
            return "tells of our insides";
        }
        if (answer.status() == 304) {
            return request.method().equals("GET") ? null : "not modified";
        }
        if (answer.status() >= 200 && answer.status() < 300) {
            return answer.body().isEmpty() || type.contains("json") ? null : "no JSON";
        }
        if (!type.startsWith("application/problem+json")) {
            return "no problem";
        }
        JsonNode problem;
        try {
            problem = JSON.readTree(answer.body());
        } catch (RuntimeException unreadable) {
            return "no JSON";
        }
        if (problem.path("code").asString("").isEmpty()
                || problem.path("status").asInt(0) != answer.status()) {
            return "untyped";
        }
        boolean known =
                answer.status() >= 400 && answer.status() < 500
                        || answer.status() == 503 && problem.path("retryable").asBoolean(false);
        return known ? null : "not our answer";
    }

    private static String shortened(String body) {
        return body.length() > 500 ? body.substring(0, 500) + "…" : body;
    }
}
