package souk.platform.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

import org.axonframework.eventhandling.deadletter.jpa.DeadLetterEntry;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The letters of all projections, as stored. */
public class DeadLetters {

    private static final String OF_PROJECTION =
            "from DeadLetterEntry d where d.processingGroup = :projection";

    private final EntityManager entities;
    private final Serializer tokens;
    private final Serializer events;

    DeadLetters(EntityManager entities, Serializer tokens, Serializer events) {
        this.entities = entities;
        this.tokens = tokens;
        this.events = events;
    }

    public long count(String projection) {
        return about(projection, "select count(d) " + OF_PROJECTION, Long.class).getSingleResult();
    }

    /** How many there are of one sequence. */
    public long count(String projection, String sequence) {
        return about(
                        projection,
                        "select count(d) "
                                + OF_PROJECTION
                                + " and d.sequenceIdentifier = :sequence",
                        Long.class)
                .setParameter("sequence", sequence)
                .getSingleResult();
    }

    public Optional<Letter> find(String projection, String id) {
        return letters(projection, " and d.deadLetterId = :id")
                .setParameter("id", id)
                .getResultList()
                .stream()
                .findFirst()
                .map(this::letter);
    }

    /** The one that all others of the sequence wait for. */
    public Optional<Letter> first(String projection, String sequence) {
        return letters(projection, " and d.sequenceIdentifier = :sequence order by d.sequenceIndex")
                .setParameter("sequence", sequence)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst()
                .map(this::letter);
    }

    /** The oldest ones that come after the letter of the given time and id. */
    public List<Letter> page(String projection, Instant after, String afterId, int limit) {
        return letters(
                        projection,
                        " and (d.enqueuedAt > :after or d.enqueuedAt = :after and d.deadLetterId >"
                                + " :id) order by d.enqueuedAt, d.deadLetterId")
                .setParameter("after", after)
                .setParameter("id", afterId)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(this::letter)
                .toList();
    }

    private TypedQuery<DeadLetterEntry> letters(String projection, String which) {
        return about(projection, "select d " + OF_PROJECTION + which, DeadLetterEntry.class);
    }

    private <T> TypedQuery<T> about(String projection, String query, Class<T> result) {
        return entities.createQuery(query, result).setParameter("projection", projection);
    }

    private Letter letter(DeadLetterEntry entry) {
        return new Letter(
                entry.getProcessingGroup(),
                entry.getDeadLetterId(),
                entry.getSequenceIdentifier(),
                entry.getSequenceIndex(),
                position(entry),
                entry.getMessage().getPayload().getType().getName(),
                entry.getCauseType(),
                entry.getCauseMessage(),
                Parking.attemptsOf(events.deserialize(entry.getDiagnostics())),
                entry.getEnqueuedAt(),
                entry.getLastTouched());
    }

    private @Nullable Long position(DeadLetterEntry entry) {
        SerializedObject<byte[]> token = entry.getMessage().getTrackingToken();
        return token == null ? null : StoredTokens.positionOf(tokens.deserialize(token));
    }
}
