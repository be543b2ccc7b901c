package souk.platform.query;

import jakarta.persistence.EntityManager;

import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How far projections have come, as all nodes have it. */
public class StoredTokens {

    private record Row(int segment, byte @Nullable [] token, @Nullable String tokenType) {}

    private record Parked(String id, long position) {}

    private record Of(
            String processor, int segment, byte @Nullable [] token, @Nullable String tokenType) {
        Row row() {
            return new Row(segment, token, tokenType);
        }
    }

    private final EntityManager entities;
    private final Serializer serializer;

    public StoredTokens(EntityManager entities, Serializer serializer) {
        this.entities = entities;
        this.serializer = serializer;
    }

    /** Position by segment, empty before the first start. The token store would claim them. */
    public Map<Integer, Long> positions(String projection) {
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

    /** The same of all processors, by their names. */
    Map<String, Map<Integer, Long>> positions() {
        return entities
                .createQuery(
                        "select t.processorName, t.segment, t.token, t.tokenType from TokenEntry t",
                        Of.class)
                .getResultList()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Of::processor,
                                Collectors.toMap(Of::segment, of -> positionOf(token(of.row())))));
    }

    /** The same, as the transaction of the connection sees it. */
    public Map<Integer, Long> positions(String projection, JdbcOperations transaction) {
        return transaction
                .query(
                        "select segment, token, token_type from axon.token_entry where"
                                + " processor_name = ?",
                        (row, _) -> new Row(row.getInt(1), row.getBytes(2), row.getString(3)),
                        projection)
                .stream()
                .collect(Collectors.toMap(Row::segment, row -> positionOf(token(row))));
    }

    /** Nobody may have claimed one yet. */
    void begin(String projection, int segments, long position, JdbcOperations transaction) {
        var token = serializer.serialize(new GlobalSequenceTrackingToken(position), byte[].class);
        for (int segment = 0; segment < segments; segment++) {
            transaction.update(
                    """
                    insert into axon.token_entry (processor_name, segment, token, token_type, timestamp)
                    values (?, ?, ?, ?, ?)
                    """,
                    projection,
                    segment,
                    token.getData(),
                    token.getType().getName(),
                    DateTimeUtils.formatInstant(GenericEventMessage.clock.instant()));
        }
    }

    /** Of the events that a projection could not digest, and of those behind them. */
    public Set<Long> parked(String projection, JdbcOperations transaction) {
        return transaction
                .query(
                        "select token, token_type from axon.dead_letter_entry where"
                                + " processing_group = ?",
                        (row, _) -> new Row(0, row.getBytes(1), row.getString(2)),
                        projection)
                .stream()
                .map(row -> positionOf(token(row)))
                .collect(Collectors.toSet());
    }

    /** Deletes the letters from a position on, and answers of how many events they were. */
    public long letGo(String projection, long first, JdbcOperations transaction) {
        List<Parked> gone =
                transaction
                        .query(
                                "select dead_letter_id, token, token_type from"
                                        + " axon.dead_letter_entry where processing_group = ?",
                                (row, _) ->
                                        new Parked(
                                                row.getString(1),
                                                positionOf(
                                                        token(
                                                                new Row(
                                                                        0,
                                                                        row.getBytes(2),
                                                                        row.getString(3))))),
                                projection)
                        .stream()
                        .filter(letter -> first == 0 || letter.position() >= first)
                        .toList();
        transaction.batchUpdate(
                "delete from axon.dead_letter_entry where dead_letter_id = ?",
                gone.stream().map(letter -> new Object[] {letter.id()}).toList());
        return gone.stream().map(Parked::position).distinct().count();
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
    public static long positionOf(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }
}
