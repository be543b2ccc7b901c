package souk.audit.command;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.audit.HistoryRejection.NotYetHappened;
import souk.kernel.EventRecords;
import souk.kernel.Moment;
import souk.kernel.Rejected;

import java.time.Clock;
import java.time.Instant;

/** Which position a moment stands for. */
@Component
class Moments {

    private final EventRecords records;
    private final Clock clock;

    Moments(EventRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Of the last event by then. */
    long mustHavePassed(@Nullable Moment moment) {
        long head = records.head();
        if (moment == null) {
            return head;
        }
        Instant instant = moment.instant();
        if (instant != null && instant.isAfter(clock.instant())) {
            throw new Rejected(new NotYetHappened(head));
        }
        long position = lastBy(moment);
        if (position > head) {
            throw new Rejected(new NotYetHappened(head));
        }
        return position;
    }

    long lastBy(Moment moment) {
        Instant instant = moment.instant();
        return instant == null ? positionOf(moment) : records.lastBy(instant);
    }

    /** Of the first event from then on. */
    long firstFrom(Moment moment) {
        Instant instant = moment.instant();
        return instant == null ? positionOf(moment) : records.lastBy(instant.minusNanos(1)) + 1;
    }

    private static long positionOf(Moment moment) {
        Long position = moment.position();
        return position == null ? 0 : position;
    }
}
