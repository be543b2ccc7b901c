package souk.platform.query;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Remembers a number for a moment, so that asking often costs nothing. */
class Remembered implements LongSupplier {

    private record Answer(long value, long nanos) {}

    private final LongSupplier source;
    private final long momentNanos;
    private volatile @Nullable Answer last;

    Remembered(LongSupplier source, Duration moment) {
        this.source = source;
        this.momentNanos = moment.toNanos();
    }

    @Override
    public long getAsLong() {
        Answer known = last;
        long now = System.nanoTime();
        if (known == null || now - known.nanos() > momentNanos) {
            known = new Answer(source.getAsLong(), now);
            last = known;
        }
        return known.value();
    }
}
