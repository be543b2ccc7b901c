package souk.platform.store;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;

import java.time.Instant;
import java.util.UUID;

/** One row of the event table, but for its position. */
record StoredEvent(
        String stream,
        long sequence,
        short type,
        Instant time,
        UUID id,
        byte[] metadata,
        byte[] payload) {

    static StoredEvent of(EventMessage<?> message, Serializer serializer, EventTypes types) {
        if (!(message instanceof DomainEventMessage<?> domain)) {
            throw new IllegalArgumentException(
                    "Every event belongs to a stream, " + message.getPayloadType() + " names none");
        }
        var payload = message.serializePayload(serializer, byte[].class);
        return new StoredEvent(
                domain.getAggregateIdentifier(),
                domain.getSequenceNumber(),
                types.idOf(new EventTypes.StoredType(payload.getType(), domain.getType())),
                message.getTimestamp(),
                UUID.fromString(message.getIdentifier()),
                message.serializeMetaData(serializer, byte[].class).getData(),
                payload.getData());
    }

    long micros() {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    DomainEventData<byte[]> toData(EventTypes types) {
        return new StoredEventData(this, types.typeOf(type));
    }

    int bytes() {
        return metadata.length + payload.length;
    }
}
