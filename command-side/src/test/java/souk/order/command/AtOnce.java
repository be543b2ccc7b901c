package souk.order.command;

import org.axonframework.commandhandling.CommandResultMessage;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/** Commands that all begin in the same moment. */
class AtOnce {

    private AtOnce() {}

    static List<? extends CommandResultMessage<?>> send(Bazaar bazaar, List<?> commands) {
        var start = new CyclicBarrier(commands.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return commands.stream()
                    .map(
                            command ->
                                    CompletableFuture.<CommandResultMessage<?>>supplyAsync(
                                            () -> {
                                                await(start);
                                                return bazaar.send(command, Map.of());
                                            },
                                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    static long succeeded(List<? extends CommandResultMessage<?>> answers) {
        return answers.stream().filter(it -> !it.isExceptional()).count();
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
