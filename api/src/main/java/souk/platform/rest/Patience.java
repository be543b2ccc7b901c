package souk.platform.rest;

import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waiting for an answer, but not for ever. */
final class Patience {

    private Patience() {}

    static <T> T await(Duration patience, Supplier<CompletableFuture<T>> question) {
        CompletableFuture<T> answer = ask(question);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ProblemException(ProblemCode.NO_ANSWER_IN_TIME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemCode.NO_ANSWER_IN_TIME);
        } catch (ExecutionException e) {
            throw MessageFailure.of(e.getCause());
        }
    }

    // buses may also refuse at once
    private static <T> CompletableFuture<T> ask(Supplier<CompletableFuture<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
