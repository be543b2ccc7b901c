package souk.platform.rest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import souk.cart.CartRejection.CartFull;
import souk.kernel.CommonRejection.TooMuchContention;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.MovableClock;
import souk.platform.rest.Reply;
import souk.platform.rest.StubCarts;
import souk.platform.rest.call.OnceOnly;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

@HttpTest
class IdempotencyTest {

    static final String CARTS = "/api/carts";
    static final String ITEMS = "/api/carts/current/items";
    static final String MUG = "{\"sku\": \"mug\", \"quantity\": 1}";
    static final String JUG = "{\"sku\": \"jug\", \"quantity\": 1}";

    @Autowired Client client;
    @Autowired StubCarts carts;
    @Autowired RequestLog log;
    @Autowired RequestTable table;
    @Autowired MovableClock clock;
    @Autowired JdbcClient db;

    final String key = UUID.randomUUID().toString();
    String cart = "";

    @BeforeEach
    void createCart() {
        carts.behave();
        cart = client.post(CARTS, "").cart();
        carts.behave();
    }

    @AfterEach
    void behave() {
        carts.behave();
    }

    private Reply add(String json) {
        return client.post(ITEMS, json, "Cookie", cart, "Idempotency-Key", key);
    }

    private Reply create() {
        return client.post(CARTS, "", "Idempotency-Key", key);
    }

    private long itemCount() {
        return client.get("/api/carts/current", "Cookie", cart).json().path("itemCount").asLong();
    }

    private static void isReplayOf(Reply first, Reply again) {
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.text()).isEqualTo(first.text());
        for (String name :
                List.of("Content-Type", "Location", "ETag", "Souk-Position", "Set-Cookie")) {
            assertThat(again.headers(name)).as(name).isEqualTo(first.headers(name));
        }
    }

    @Nested
    class Sending_again {

        @Test
        void gets_the_first_answer_and_nothing_more_happens() {
            Reply first = add(MUG);
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("Idempotent-Replayed")).isEmpty();
            client.post(ITEMS, JUG, "Cookie", cart);

            Reply again = add(MUG);

            isReplayOf(first, again);
            assertThat(again.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
            assertThat(itemCount()).isEqualTo(2);
        }

        @Test
        void gets_the_cookie_again() {
            Reply first = create();
            int before = carts.count();
            assertThat(first.status()).isEqualTo(201);

            isReplayOf(first, create());
            assertThat(carts.count()).isEqualTo(before);
        }

        @Test
        void gets_a_refusal_again_that_was_a_decision() {
            carts.before = throwing(new Rejected(new CartFull(500)));
            Reply first = add(MUG).isProblem(422, "cart_full");
            carts.behave();

            Reply again = add(MUG);

            isReplayOf(first, again);
            assertThat(carts.commands).isEmpty();
        }

        @Test
        void gets_the_first_answer_however_the_path_is_written() {
            String path = ITEMS.replace("/api/", "/%61pi/");
            Reply first = client.post(path, MUG, "Cookie", cart, "Idempotency-Key", key);
            isReplayOf(first, client.post(path, MUG, "Cookie", cart, "Idempotency-Key", key));
            assertThat(itemCount()).isEqualTo(1);
        }

        @Test
        void something_else_is_refused() {
            add(MUG);
            add(JUG).isProblem(422, "idempotency_key_reused");
            client.delete(ITEMS, "Cookie", cart, "Idempotency-Key", key)
                    .isProblem(422, "idempotency_key_reused");
            client.post(ITEMS + "?x=1", MUG, "Cookie", cart, "Idempotency-Key", key)
                    .isProblem(422, "idempotency_key_reused");
            assertThat(itemCount()).isEqualTo(1);
        }

        @Test
        void is_another_request_when_somebody_else_does() {
            add(MUG);
            cart = client.post(CARTS, "").cart();
            Reply others = add(JUG);
            assertThat(others.status()).isEqualTo(200);
            assertThat(others.header("Idempotent-Replayed")).isEmpty();
        }

        @Test
        void is_another_request_after_a_day() {
            add(MUG);
            clock.moveOn(Duration.ofHours(24).minusSeconds(1));
            assertThat(add(MUG).header("Idempotent-Replayed")).isEqualTo("true");
            clock.moveOn(Duration.ofSeconds(2));
            assertThat(add(MUG).header("Idempotent-Replayed")).isEmpty();
            assertThat(itemCount()).isEqualTo(2);
        }

        @Test
        void costs_nothing_without_a_key() {
            long before = rows();
            client.post(ITEMS, MUG, "Cookie", cart);
            client.get("/api/carts/current", "Cookie", cart, "Idempotency-Key", key);
            assertThat(rows()).isEqualTo(before);
        }

        static Stream<String> notKeys() {
            return Stream.of("", " ", "a b", "a\tb", "x".repeat(256));
        }

        @ParameterizedTest
        @MethodSource("notKeys")
        void is_refused_with_what_is_no_key(String key) {
            client.post(ITEMS, MUG, "Cookie", cart, "Idempotency-Key", key)
                    .isProblem(400, "invalid_idempotency_key");
        }

        @Test
        void is_refused_with_two_keys() {
            client.post(ITEMS, MUG, "Idempotency-Key", "a", "Idempotency-Key", "b")
                    .isProblem(400, "invalid_idempotency_key");
        }

        @Test
        void may_use_any_visible_characters() {
            String odd = "\"quoted\",{}<>~!" + "x".repeat(240);
            Reply first = client.post(ITEMS, MUG, "Cookie", cart, "Idempotency-Key", odd);
            isReplayOf(first, client.post(ITEMS, MUG, "Cookie", cart, "Idempotency-Key", odd));
        }
    }

    @Nested
    class Trying_again {

        @Test
        void is_possible_where_the_refusal_says_so() {
            carts.before = throwing(new Rejected(new TooMuchContention()));
            add(MUG).isProblem(409, "too_much_contention");
            carts.behave();

            Reply again = add(MUG);

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.header("Idempotent-Replayed")).isEmpty();
            isReplayOf(again, add(MUG));
        }

        @Test
        void is_possible_where_it_was_our_fault() {
            carts.before = throwing(new IllegalStateException("simulated"));
            add(MUG).isProblem(500, "internal_error");
            carts.behave();
            assertThat(add(MUG).status()).isEqualTo(200);
        }

        @Test
        void is_possible_with_a_body_that_can_be_read_at_last() {
            add("{").isProblem(400, "malformed_json");
            add("{}").isProblem(400, "invalid_input");
            assertThat(add(MUG).status()).isEqualTo(200);
        }

        @Test
        void does_not_do_again_what_was_done_when_its_answer_was_lost() {
            carts.after = throwing(new IllegalStateException("simulated"));
            add(MUG).isProblem(500, "internal_error");
            carts.behave();

            Reply again = add(MUG);

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json().path("itemCount").asLong()).isEqualTo(1);
            assertThat(again.header("Souk-Position")).isEqualTo("" + carts.position());
            assertThat(carts.queries.getLast().getMetaData())
                    .containsEntry(MessageKeys.POSITION, carts.position());
            isReplayOf(again, add(MUG));
            assertThat(itemCount()).isEqualTo(1);
        }

        @Test
        void mints_the_same_ids_and_secrets() {
            int before = carts.count();
            carts.after = throwing(new IllegalStateException("simulated"));
            create().isProblem(500, "internal_error");
            carts.behave();
            clock.moveOn(Duration.ofMinutes(5));

            Reply again = create();

            assertThat(again.status()).isEqualTo(201);
            assertThat(carts.count()).isEqualTo(before + 1);
            cart = again.cart();
            assertThat(itemCount()).isZero();
        }

        @Test
        void is_the_same_to_those_who_carry_it_out() {
            carts.before = throwing(new IllegalStateException("simulated"));
            add(MUG);
            add(MUG);
            Object first = carts.commands.get(0).getMetaData().get(MessageKeys.IDEMPOTENCY_KEY);
            Object again = carts.commands.get(1).getMetaData().get(MessageKeys.IDEMPOTENCY_KEY);
            assertThat(again).isEqualTo(first);
            assertThat((String) first).matches("[0-9a-f]{64}#1").doesNotContain(key);
        }
    }

    @Nested
    class Sending_at_once {

        @Test
        void is_carried_out_by_one_of_fifty() throws Exception {
            List<Reply> replies = atOnce(50, () -> add(MUG));

            assertThat(itemCount()).isEqualTo(1);
            assertThat(replies.stream().filter(IdempotencyTest::isFirst)).hasSize(1);
            assertThat(replies)
                    .allSatisfy(
                            reply -> {
                                if (reply.status() == 409) {
                                    reply.isProblem(409, "idempotency_in_progress");
                                    assertThat(reply.header("Retry-After")).isEqualTo("1");
                                } else {
                                    assertThat(reply.status()).isEqualTo(200);
                                }
                            });
            assertThat(add(MUG).header("Idempotent-Replayed")).isEqualTo("true");
        }

        @Test
        void is_told_that_the_first_still_runs() throws Exception {
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch finish = new CountDownLatch(1);
            carts.before =
                    () -> {
                        started.countDown();
                        await(finish);
                    };
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Reply> first = threads.submit(() -> add(MUG));
                started.await();
                // however long it takes: this process knows that it runs
                clock.moveOn(Duration.ofMinutes(5));
                add(MUG).isProblem(409, "idempotency_in_progress");
                finish.countDown();
                isReplayOf(first.get(), add(MUG));
            }
        }

        private List<Reply> atOnce(int times, Callable<Reply> request) throws Exception {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Reply>> running =
                        Collections.nCopies(times, request).stream().map(threads::submit).toList();
                List<Reply> replies = new ArrayList<>();
                for (Future<Reply> reply : running) {
                    replies.add(reply.get());
                }
                return replies;
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean isFirst(Reply reply) {
        return reply.status() == 200 && reply.header("Idempotent-Replayed").isEmpty();
    }

    @Nested
    class Dying {

        final KeyedRequest request = new KeyedRequest("address:127.0.0.1 Souk-Test", key);
        final byte[] fingerprint =
                request.mac(
                        "fingerprint",
                        "POST".getBytes(StandardCharsets.UTF_8),
                        CARTS.getBytes(StandardCharsets.UTF_8),
                        new byte[0],
                        new byte[0]);

        /** Another process on the same database. */
        final RequestLog other =
                new RequestLog(table, clock, Duration.ofSeconds(30), Duration.ofHours(24));

        @Test
        void leaves_the_request_to_others_when_its_lease_is_over() {
            Attempt.Granted dead = (Attempt.Granted) other.begin(request, fingerprint);
            assertThat(dead.first()).isTrue();
            create().isProblem(409, "idempotency_in_progress");

            clock.moveOn(Duration.ofSeconds(31));
            Reply taken = create();

            assertThat(taken.status()).isEqualTo(201);
            assertThat(taken.header("Idempotent-Replayed")).isEmpty();
            // what the dead would have minted: the id is the first thing that this request asks for
            byte[] random = new OnceOnly("", dead.seed(), dead.begun()).random(10);
            assertThat(taken.json().path("id").asString())
                    .isEqualTo(Ids.of("cart_", dead.begun().toEpochMilli(), random));
            assertThat(other.begin(request, fingerprint))
                    .isInstanceOf(Attempt.AnsweredBefore.class);
        }

        @Test
        void leaves_it_at_once_where_nobody_else_can_be_alive() {
            other.begin(request, fingerprint);
            log.releaseOfDeadProcesses();
            assertThat(create().status()).isEqualTo(201);
        }

        @Test
        void too_late_an_answer_does_not_replace_the_one_that_was_given() {
            other.begin(request, fingerprint);
            clock.moveOn(Duration.ofSeconds(31));
            Reply taken = create();
            other.remember(request, new Answer(200, List.of(), new byte[0]));
            other.release(request);
            other.forget(request);
            isReplayOf(taken, create());
        }
    }

    @Nested
    class Keeping {

        @Test
        void removes_what_is_older_than_a_day() {
            add(MUG);
            create();
            assertThat(rows()).isPositive();
            log.removeExpired();
            assertThat(rows()).isPositive();
            clock.moveOn(Duration.ofHours(25));
            assertThat(log.removeExpired()).isPositive();
            assertThat(rows()).isZero();
        }

        @Test
        void shows_nothing_to_whoever_reads_the_table() {
            Reply created = create();
            String sku = "mug-too-long-to-be-there-by-chance";
            add(MUG.replace("mug", sku));
            byte[] everything =
                    db.sql("SELECT string_agg(r::text, ' ') FROM http.request r")
                            .query(String.class)
                            .single()
                            .getBytes(StandardCharsets.UTF_8);
            String hex = new String(everything, StandardCharsets.UTF_8);
            String cookie = created.cart().substring("souk_cart=".length());
            for (String secret :
                    List.of(
                            cookie,
                            cookie.replaceFirst(".*\\.", ""),
                            created.json().path("id").asString(),
                            key,
                            sku,
                            "127.0.0.1",
                            "souk_cart",
                            "itemCount")) {
                assertThat(hex).doesNotContain(secret, inHex(secret));
            }
        }

        private static String inHex(String text) {
            return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private long rows() {
        return db.sql("SELECT count(*) FROM http.request").query(Long.class).single();
    }

    private static Runnable throwing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }
}
