package souk.platform.store;

import org.axonframework.axonserver.connector.event.axon.GrpcMetaDataAwareSerializer;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Happened;
import souk.kernel.EventArchive.Wanted;
import souk.kernel.proof.StoredRecord;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes messages of stored events, with as little ado as possible where nothing is to upcast. */
final class ArchivedEvents {

    private final PublishedNames names;
    private final PublishedSerializer serializer;
    private final Serializer ofEitherStore;
    private final EventUpcaster upcasters;
    private final SubjectKeys keys;
    private final StoredShapes shapes;

    ArchivedEvents(
            PublishedNames names,
            PublishedSerializer serializer,
            EventUpcaster upcasters,
            SubjectKeys keys) {
        this.names = names;
        this.serializer = serializer;
        // metadata are bytes in one store, in Axon Server a map that is nobody's bytes
        this.ofEitherStore = new GrpcMetaDataAwareSerializer(serializer);
        this.upcasters = upcasters;
        this.keys = keys;
        this.shapes = new StoredShapes(keys);
    }

    /** Before events are decoded: one look for all whom they are about. */
    void foresee(Stream<byte[]> payloads) {
        Set<String> subjects = new HashSet<>();
        payloads.forEach(json -> Subjects.in(json, subjects));
        keys.foresee(subjects);
    }

    /** Where nothing says so, it may be. */
    boolean mayBeAboutSomebody(SerializedType stored) {
        return !names.isCurrent(stored)
                || shapes.of(names.classOf(stored)).map(StoredShape::isPersonal).orElse(true);
    }

    boolean isOf(SerializedType stored, Wanted wanted) {
        return names.named(stored.getName()).filter(wanted.classes()).isPresent();
    }

    void decode(StoredRow row, EventTypes types, List<Entry> decoded) {
        StoredEvent event = row.event();
        EventTypes.StoredType type = types.typeOf(event.type());
        if (!names.isCurrent(type.type())) {
            upcast(row.position(), event.toData(types), decoded);
            return;
        }
        try {
            Object payload = payload(event.payload(), names.classOf(type.type()));
            decoded.add(
                    new Entry(
                            row.position(),
                            type.type().getName(),
                            payload.getClass(),
                            event.stream(),
                            new Happened(
                                    event.id().toString(),
                                    type.streamType(),
                                    event.sequence(),
                                    event.time(),
                                    payload,
                                    metadataOf(event)),
                            null));
        } catch (RuntimeException unreadable) {
            decoded.add(
                    unreadable(row.position(), type.type().getName(), event.stream(), unreadable));
        }
    }

    private Object payload(byte[] json, Class<?> type) {
        Optional<StoredShape> shape = shapes.of(type);
        if (shape.isPresent()) {
            Object payload = read(json, shape.get());
            if (payload != null) {
                return payload;
            }
        }
        return serializer.getReader(type).readValue(json);
    }

    // whatever is wrong, Jackson can do it or says what it is
    private static @Nullable Object read(byte[] json, StoredShape shape) {
        try {
            JsonBytes bytes = new JsonBytes(json);
            Object payload = shape.read(bytes);
            bytes.end();
            return payload;
        } catch (RuntimeException unlike) {
            return null;
        }
    }

    private MetaData metadataOf(StoredEvent event) {
        return event.metadata().length == 0
                ? MetaData.emptyInstance()
                : serializer.deserialize(new SerializedMetaData<>(event.metadata(), byte[].class));
    }

    List<Entry> decode(StoredRecord stored) {
        List<Entry> decoded = new ArrayList<>(1);
        upcast(stored.position(), new RecordData(stored), decoded);
        return decoded;
    }

    /** One event may have become several, or none. */
    void upcast(long position, DomainEventData<byte[]> stored, List<Entry> decoded) {
        try {
            EventStreamUtils.upcastAndDeserializeDomainEvents(
                            Stream.of(stored), ofEitherStore, upcasters)
                    .asStream()
                    .forEach(event -> add(position, stored.getPayload().getType(), event, decoded));
        } catch (RuntimeException unreadable) {
            decoded.add(
                    unreadable(
                            position,
                            stored.getPayload().getType().getName(),
                            stored.getAggregateIdentifier(),
                            unreadable));
        }
    }

    private static void add(
            long position, SerializedType type, DomainEventMessage<?> event, List<Entry> decoded) {
        Object payload = event.getPayload();
        decoded.add(
                new Entry(
                        position,
                        type.getName(),
                        payload.getClass(),
                        event.getAggregateIdentifier(),
                        new Happened(
                                event.getIdentifier(),
                                event.getType(),
                                event.getSequenceNumber(),
                                event.getTimestamp(),
                                payload,
                                event.getMetaData()),
                        null));
    }

    private Entry unreadable(long position, String type, String stream, RuntimeException why) {
        Class<?> payloadType = names.named(type).orElse(Void.class);
        return new Entry(position, type, payloadType, stream, null, why);
    }
}
