package souk.bench.http;

import org.HdrHistogram.Histogram;

import souk.bench.harness.Client;
import souk.bench.http.Lots.Lot;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long after a bid was accepted somebody else hears of it. */
final class Echo {

    private final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final long warmUpNanos;
    private long began;

    /**
     * @param warmUp how long it does not count
     */
    Echo(Duration warmUp) {
        this.warmUpNanos = warmUp.toNanos();
    }

    /** A call is over when both have been told: whoever has bid, and whoever listens. */
    Client client(int port, Bidder bidder, Lot lot) throws IOException {
        LiveLine line = LiveLine.to(port, "auction:" + lot.id());
        return () -> {
            if (began == 0) {
                began = System.nanoTime();
            }
            bidder.bid(lot);
            long answered = System.nanoTime();
            long heard = line.next();
            if (answered - began > warmUpNanos) {
                nanos.recordValue(Math.max(0, heard - answered));
            }
        };
    }

    double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}
