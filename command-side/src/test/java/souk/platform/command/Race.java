package souk.platform.command;

import org.axonframework.commandhandling.CommandResultMessage;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Things that all begin in the same moment. */
public final class Race {

    private Race() {}

    /** What became of each, in the order in which they are given. */
    public static <T, R> List<R> of(List<T> all, Function<? super T, ? extends R> run) {
        var start = new CyclicBarrier(all.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return all.stream()
                    .map(
                            it ->
                                    CompletableFuture.<R>supplyAsync(
                                            () -> {
                                                await(start);
                                                return run.apply(it);
                                            },
                                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    public static long succeeded(List<? extends CommandResultMessage<?>> answers) {
        return answers.stream().filter(it -> !it.isExceptional()).count();
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
