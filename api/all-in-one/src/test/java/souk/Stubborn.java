package souk;

import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client who sends everything again, under the same key, until he has an answer that settles it.
 * What he is told meanwhile has to be what the contract knows.
 */
final class Stubborn {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Set<String> PASSING = Set.of("service_unavailable", "projection_behind");
    private static final Set<String> CONTENDED =
            Set.of("idempotency_in_progress", "too_much_contention");

    private final Shopper http;
    private final Tally tally;

    Stubborn(URI shop, Tally tally) {
        this.http = new Shopper(shop);
        this.tally = tally;
    }

    /** The answer, whose status has to be one of these. */
    Reply post(String path, String json, Set<Integer> expected, String... headers) {
        return post(UUID.randomUUID().toString(), path, json, expected, headers);
    }

    Reply post(String key, String path, String json, Set<Integer> expected, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Idempotency-Key";
        all[headers.length + 1] = key;
        return settled("POST", path, json, expected, all);
    }

    Reply get(String path, String... headers) {
        return settled("GET", path, "", Set.of(200), headers);
    }

    private Reply settled(
            String method, String path, String json, Set<Integer> expected, String... headers) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < PATIENCE_NANOS) {
            Reply reply = sent(method, path, json, headers);
            if (reply != null) {
                if (!expected.contains(reply.status())) {
                    tally.complain(method + " " + path + " " + told(reply));
                }
                tally.answered();
                return reply;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IllegalStateException("Nobody has settled " + method + " " + path);
    }

    /** Null if it is to be sent again. */
    private @org.jspecify.annotations.Nullable Reply sent(
            String method, String path, String json, String... headers) {
        Reply reply;
        try {
            reply = http.send(method, path, json, headers);
        } catch (UncheckedIOException away) {
            return null;
        }
        if (reply.status() < 500 && reply.status() != 409) {
            return reply;
        }
        String code = code(reply);
        if (reply.status() == 409) {
            return CONTENDED.contains(code) ? null : reply;
        }
        tally.refused();
        if (reply.status() != 503
                || !PASSING.contains(code)
                || reply.header("Retry-After").isEmpty()) {
            tally.complain(method + " " + path + " " + told(reply));
        }
        return null;
    }

    private static String code(Reply reply) {
        if (!reply.header("Content-Type").startsWith("application/problem+json")) {
            return "";
        }
        JsonNode problem = reply.json();
        return problem.path("code").asString("");
    }

    private static String told(Reply reply) {
        return reply.status() + " " + reply.response().body();
    }
}
