package souk.platform.store;

import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.event.Event;

import souk.kernel.proof.StoredRecord;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Axon Server's events as records. It keeps metadata as a map without order: sorted by their keys
 * they are the same text whenever they are read.
 */
final class ServerEventData {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ServerEventData() {}

    static StoredRecord recordOf(Event event, long position) {
        return new StoredRecord(
                position,
                event.getMessageIdentifier(),
                event.getAggregateIdentifier(),
                event.getAggregateSequenceNumber(),
                event.getAggregateType(),
                event.getPayload().getType(),
                event.getPayload().getRevision(),
                Instant.ofEpochMilli(event.getTimestamp()),
                null,
                metadata(event.getMetaDataMap()),
                event.getPayload().getData().toByteArray());
    }

    private static byte[] metadata(Map<String, MetaDataValue> values) {
        Map<String, Object> sorted = new TreeMap<>();
        values.forEach((key, value) -> sorted.put(key, plain(value)));
        return JSON.writeValueAsBytes(sorted);
    }

    private static Object plain(MetaDataValue value) {
        return switch (value.getDataCase()) {
            case TEXT_VALUE -> value.getTextValue();
            case NUMBER_VALUE -> value.getNumberValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case BOOLEAN_VALUE -> value.getBooleanValue();
            case BYTES_VALUE -> value.getBytesValue().getData().toByteArray();
            case DATA_NOT_SET -> "";
        };
    }
}
