package souk;

import souk.Shopper.Reply;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests that start together; no more of them are answered at once than sockets can be had. */
final class AtOnce {

    private static final int CONNECTIONS = 200;

    private AtOnce() {}

    /** The answers, in the order of the requests. */
    static List<Reply> send(Stream<Supplier<Reply>> requests) {
        var start = new CountDownLatch(1);
        var sockets = new Semaphore(CONNECTIONS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies =
                    requests.map(
                                    request ->
                                            threads.submit(
                                                    () -> {
                                                        start.await();
                                                        sockets.acquire();
                                                        try {
                                                            return request.get();
                                                        } finally {
                                                            sockets.release();
                                                        }
                                                    }))
                            .toList();
            start.countDown();
            List<Reply> all = new ArrayList<>();
            for (Future<Reply> reply : replies) {
                all.add(reply.get());
            }
            return all;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static List<Reply> send(Supplier<Reply> one, Supplier<Reply> other) {
        return send(Stream.of(one, other));
    }

    /** One request as often as that, as from so many tabs. */
    static List<Reply> send(int times, Supplier<Reply> request) {
        return send(IntStream.range(0, times).mapToObj(_ -> request));
    }
}
