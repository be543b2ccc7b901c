package souk.bench.harness;

import java.util.concurrent.ThreadFactory;

/** What is measured: so many clients, each in a thread of its own. */
public record Contender(
        String key,
        String what,
        int clients,
        int unitsPerCall,
        ThreadFactory threads,
        ClientFactory factory) {

    /** Makes the client of a number between zero and the number of clients. */
    @FunctionalInterface
    public interface ClientFactory {
        Client client(int number) throws Exception;
    }

    public static Contender onVirtualThreads(
            String key, String what, int clients, ClientFactory factory) {
        return new Contender(key, what, clients, 1, Thread.ofVirtual().factory(), factory);
    }

    public static Contender onPlatformThreads(
            String key, String what, int clients, ClientFactory factory) {
        return new Contender(
                key, what, clients, 1, Thread.ofPlatform().daemon().factory(), factory);
    }

    /** Each call does several units of what is counted. */
    public Contender each(int units) {
        return new Contender(key, what, clients, units, threads, factory);
    }
}
