package souk.auction.command;

import org.springframework.stereotype.Component;

import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Happened;
import souk.kernel.EventRecords;

import java.util.Objects;
import java.util.Optional;

/** As they are stored. */
@Component
class StoredFirstEvents implements FirstEvents {

    private final EventRecords records;

    StoredFirstEvents(EventRecords records) {
        this.records = records;
    }

    @Override
    public Optional<Object> of(String stream) {
        return records.stream(stream, 0, 1).stream()
                .flatMap(it -> records.decode(it).stream())
                .map(Entry::event)
                .filter(Objects::nonNull)
                .map(Happened::payload)
                .findFirst();
    }
}
