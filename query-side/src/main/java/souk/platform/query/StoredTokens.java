package souk.platform.query;

import jakarta.persistence.EntityManager;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.stream.Collectors;

/** How far projections have come, as all nodes have it. */
class StoredTokens {

    private record Row(int segment, byte @Nullable [] token, @Nullable String tokenType) {}

    private final EntityManager entities;
    private final Serializer serializer;

    StoredTokens(EntityManager entities, Serializer serializer) {
        this.entities = entities;
        this.serializer = serializer;
    }

    /** Position by segment, empty before the first start. The token store would claim them. */
    Map<Integer, Long> positions(String projection) {
        return entities
                .createQuery(
                        "select t.segment, t.token, t.tokenType from TokenEntry t"
                                + " where t.processorName = :projection",
                        Row.class)
                .setParameter("projection", projection)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(Row::segment, row -> positionOf(token(row))));
    }

    private @Nullable TrackingToken token(Row row) {
        return row.token() == null
                ? null
                : serializer.deserialize(
                        new SimpleSerializedObject<>(
                                row.token(),
                                byte[].class,
                                new SimpleSerializedType(row.tokenType(), null)));
    }

    /** Position of the last event handled, -1 before the first. */
    static long positionOf(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }
}
