package souk.platform.store;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

import java.time.Instant;

/** A row as Axon reads it. Axon's own class turns each time into text and back. */
record StoredEventData(StoredEvent row, EventTypes.StoredType stored)
        implements DomainEventData<byte[]> {

    @Override
    public String getType() {
        return stored.streamType();
    }

    @Override
    public String getAggregateIdentifier() {
        return row.stream();
    }

    @Override
    public long getSequenceNumber() {
        return row.sequence();
    }

    @Override
    public String getEventIdentifier() {
        return row.id().toString();
    }

    @Override
    public Instant getTimestamp() {
        return row.time();
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(row.metadata(), byte[].class);
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(row.payload(), byte[].class, stored.type());
    }
}
