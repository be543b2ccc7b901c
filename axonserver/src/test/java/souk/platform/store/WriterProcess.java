package souk.platform.store;

import java.util.concurrent.Executors;

/**
 * A process that stores events as fast as it can, and says of each one that it was acknowledged.
 */
final class WriterProcess {

    private static final int THREADS = 16;

    private WriterProcess() {}

    static void main(String[] arguments) {
        String url = arguments[0];
        String name = arguments[1];
        try (var store = new StoreFixture(url);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < THREADS; thread++) {
                String stream = name + "-" + thread;
                threads.submit(() -> storeForEver(store, stream));
            }
        }
    }

    private static void storeForEver(StoreFixture store, String stream) {
        for (long sequence = 0; ; sequence++) {
            store.commit(StoreFixture.event(stream, sequence));
            String acknowledged = stream + " " + sequence + "\n";
            synchronized (System.out) {
                System.out.print(acknowledged);
            }
        }
    }
}
