package souk.bench.harness;

/** One of several that do the same thing again and again, each waiting for its own answer. */
@FunctionalInterface
public interface Client {

    void call() throws Exception;
}
