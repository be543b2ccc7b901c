package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;

import souk.kernel.EventArchive;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Piece;
import souk.kernel.EventArchive.Reading;
import souk.kernel.EventArchive.Wanted;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Events for one or several folds, read once: one thread reads, some decode, and each fold takes
 * what has been decoded in the order in which it was stored.
 */
final class SharedScan {

    private static final int AHEAD = 4;
    private static final long GLANCE_MILLIS = 100;

    /** Decoded events, and up to where there are no others. */
    record Decoded(long lastPosition, List<Entry> entries) {}

    private record Pending(
            @Nullable CompletableFuture<Decoded> piece, @Nullable Throwable failure) {}

    private final EventArchive archive;
    private final Executor decoders;
    private final List<Part> parts;

    SharedScan(EventArchive archive, Executor decoders, List<Wanted> wanted) {
        this.archive = archive;
        this.decoders = decoders;
        this.parts = wanted.stream().map(_ -> new Part()).toList();
        this.wanted =
                new Wanted(
                        payload -> wanted.stream().anyMatch(it -> it.classes().test(payload)),
                        wanted.stream().anyMatch(Wanted::metadata));
    }

    private final Wanted wanted;

    Part part(int number) {
        return parts.get(number);
    }

    /** Returns when everything has been read, or nobody listens any more. */
    void read(long after, long last) {
        try (Reading reading = archive.read(wanted, after, last)) {
            Piece piece = reading.next();
            while (piece != null && isHeard()) {
                Piece undecoded = piece;
                tell(
                        new Pending(
                                CompletableFuture.supplyAsync(
                                        () ->
                                                new Decoded(
                                                        undecoded.lastPosition(),
                                                        undecoded.decode()),
                                        decoders),
                                null));
                piece = reading.next();
            }
            tell(new Pending(null, null));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            parts.forEach(Part::close);
        } catch (RuntimeException | Error broken) { // or they would wait for ever
            tellOf(broken);
        }
    }

    private boolean isHeard() {
        return parts.stream().anyMatch(part -> !part.closed);
    }

    private void tell(Pending next) throws InterruptedException {
        for (Part part : parts) {
            part.offer(next);
        }
    }

    private void tellOf(Throwable broken) {
        try {
            tell(new Pending(null, broken));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            parts.forEach(Part::close);
        }
    }

    /** What one fold is given. */
    static final class Part implements AutoCloseable {

        private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(AHEAD);
        private volatile boolean closed;

        private void offer(Pending next) throws InterruptedException {
            while (!closed && !queue.offer(next, GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                // it is slower than we are
            }
        }

        /**
         * Null at the end.
         *
         * @param mustGoOn throws once nobody wants to wait any more
         */
        @Nullable Decoded next(Runnable mustGoOn) {
            try {
                Pending next = queue.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
                while (next == null) {
                    mustBeOpen();
                    mustGoOn.run();
                    next = queue.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
                }
                if (next.failure() != null) {
                    throw new ArchiveFailure(next.failure());
                }
                return next.piece() == null ? null : next.piece().join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new Interrupted(stopped);
            } catch (CompletionException undecodable) {
                throw new ArchiveFailure(undecodable.getCause());
            }
        }

        private void mustBeOpen() {
            if (closed) {
                throw new Interrupted(new InterruptedException("Nobody reads any more"));
            }
        }

        /** Wants no more. */
        @Override
        public void close() {
            closed = true;
            queue.clear();
        }
    }
}
