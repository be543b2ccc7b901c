package souk.platform.rest;

import com.github.benmanes.caffeine.cache.Caffeine;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Remembers answers. Many who want the same one ask for it once; and whoever learns or forgets
 * something here never waits for them.
 */
public final class Answers<K, V> {

    // of futures: a loader would hold the lock of its entry for as long as the question takes
    private final ConcurrentMap<K, CompletableFuture<V>> answers;

    /**
     * @param most so many are remembered
     */
    public Answers(long most) {
        answers = Caffeine.newBuilder().maximumSize(most).<K, CompletableFuture<V>>build().asMap();
    }

    /** Without asking anybody. */
    public Optional<V> known(K key) {
        CompletableFuture<V> answer = answers.get(key);
        return answer == null || !answer.isDone() || answer.isCompletedExceptionally()
                ? Optional.empty()
                : Optional.of(answer.join());
    }

    public void put(K key, V answer) {
        answers.put(key, CompletableFuture.completedFuture(answer));
    }

    /** Also an answer that is only on its way: whoever comes now asks anew. */
    public void forget(K key) {
        answers.remove(key);
    }

    /** Failures are not remembered. */
    public V get(K key, Function<K, V> question) {
        CompletableFuture<V> first = answers.get(key);
        if (first == null) {
            var mine = new CompletableFuture<V>();
            first = answers.putIfAbsent(key, mine);
            if (first == null) {
                return ask(key, question, mine);
            }
        }
        try {
            return first.join();
        } catch (CompletionException | CancellationException failed) {
            return question.apply(key); // what another could not be told, I may
        }
    }

    private V ask(K key, Function<K, V> question, CompletableFuture<V> mine) {
        try {
            V answer = question.apply(key);
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error failed) {
            answers.remove(key, mine);
            mine.completeExceptionally(failed);
            throw failed;
        }
    }
}
