package souk.platform.store;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;

import souk.kernel.proof.StoredRecord;

import java.time.Instant;

/** A record as Axon reads it. */
record RecordData(StoredRecord stored) implements DomainEventData<byte[]> {

    @Override
    public String getType() {
        return stored.streamType();
    }

    @Override
    public String getAggregateIdentifier() {
        return stored.stream();
    }

    @Override
    public long getSequenceNumber() {
        return stored.sequence();
    }

    @Override
    public String getEventIdentifier() {
        return stored.id();
    }

    @Override
    public Instant getTimestamp() {
        return stored.time();
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(stored.metadata(), byte[].class);
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(
                stored.payload(),
                byte[].class,
                new SimpleSerializedType(stored.type(), stored.revision()));
    }
}
