package souk.audit.command;

import org.springframework.stereotype.Component;

import souk.kernel.EventRecords;
import souk.kernel.proof.StoredRecord;

import java.util.Optional;

/** What takes somebody through the states of streams. */
@Component
record Past(EventRecords records, Folds folds, Milestones milestones, Trees trees) {

    /** Nothing where the stream has no events, or is none of an aggregate. */
    Optional<Walk<?>> along(String stream) {
        return records.stream(stream, 0, 1).stream()
                .findFirst()
                .map(StoredRecord::streamType)
                .flatMap(type -> along(stream, type));
    }

    Optional<Walk<?>> along(String stream, String streamType) {
        return folds.of(streamType).map(fold -> new Walk<>(this, fold, stream));
    }
}
