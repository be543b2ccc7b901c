package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

@Timeout(30)
class AnswersTest {

    private final Answers<String, Integer> answers = new Answers<>(10);
    private final AtomicInteger asked = new AtomicInteger();
    private final CompletableFuture<Integer> reply = new CompletableFuture<>();

    private CompletableFuture<Integer> asking() {
        int before = asked.get();
        CompletableFuture<Integer> asking = inBackground(this::slow);
        await().until(() -> asked.get() == before + 1);
        return asking;
    }

    private CompletableFuture<Integer> inBackground(Function<String, Integer> question) {
        return CompletableFuture.supplyAsync(
                () -> answers.get("a", question), Thread::startVirtualThread);
    }

    private Integer slow(String key) {
        asked.incrementAndGet();
        return reply.join();
    }

    @Test
    void many_ask_once() {
        CompletableFuture<Integer> first = asking();
        CompletableFuture<Integer> second = inBackground(_ -> 2);
        reply.complete(1);
        assertThat(first.join()).isEqualTo(1);
        assertThat(second.join()).isEqualTo(1);
        assertThat(answers.known("a")).contains(1);
    }

    @Test
    void whoever_knows_it_does_not_wait_for_those_who_ask() {
        CompletableFuture<Integer> first = asking();
        assertThat(answers.known("a")).isEmpty();
        answers.put("a", 3);
        assertThat(answers.known("a")).contains(3);
        reply.complete(1);
        assertThat(first.join()).isEqualTo(1);
        assertThat(answers.known("a")).contains(3);
    }

    @Test
    void an_answer_that_is_forgotten_on_its_way_is_asked_for_anew() {
        CompletableFuture<Integer> first = asking();
        answers.forget("a");
        assertThat(answers.get("a", _ -> 2)).isEqualTo(2);
        reply.complete(1);
        assertThat(first.join()).isEqualTo(1);
        assertThat(answers.get("a", _ -> 4)).isEqualTo(2);
    }

    @Test
    void failures_are_nobody_elses() {
        CompletableFuture<Integer> first = asking();
        CompletableFuture<Integer> second = inBackground(_ -> 2);
        reply.completeExceptionally(new IllegalStateException());
        assertThat(first).failsWithin(Duration.ofSeconds(20));
        assertThat(second.join()).isEqualTo(2);
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                answers.get(
                                        "b",
                                        _ -> {
                                            throw new IllegalStateException();
                                        }));
        assertThat(answers.get("b", _ -> 5)).isEqualTo(5);
    }
}
