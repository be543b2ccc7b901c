package souk.platform.query;

import jakarta.persistence.EntityManager;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.hibernate.Session;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Most rows have the key of an aggregate. So when the first one is asked for, those of all
 * aggregates of the batch are loaded with it, in one statement instead of hundreds.
 */
class Foresight {

    private final EntityManager entities;
    private final Class<?> rows;
    private final String resource;

    Foresight(EntityManager entities, Class<?> rows) {
        this.entities = entities;
        this.rows = rows;
        this.resource = Foresight.class.getName() + rows.getName();
    }

    /** Whether it is known by now that there is no such row, without asking for it. */
    boolean knowsAbsent(Object key) {
        return CurrentUnitOfWork.map(this::absent).orElse(Set.of()).contains(key);
    }

    void inserted(Object row) {
        CurrentUnitOfWork.map(this::absent)
                .ifPresent(
                        absent ->
                                absent.remove(
                                        entities.getEntityManagerFactory()
                                                .getPersistenceUnitUtil()
                                                .getIdentifier(row)));
    }

    private Set<Object> absent(UnitOfWork<?> unit) {
        return unit.root().getOrComputeResource(resource, _ -> load(unit));
    }

    private Set<Object> load(UnitOfWork<?> unit) {
        List<String> keys = aggregatesOf(unit);
        Set<Object> absent = new HashSet<>(keys);
        if (keys.size() > 1) {
            Session session = entities.unwrap(Session.class);
            session.findMultiple(rows, keys).stream()
                    .filter(Objects::nonNull)
                    .forEach(row -> absent.remove(session.getIdentifier(row)));
            return absent;
        }
        return new HashSet<>();
    }

    private static List<String> aggregatesOf(UnitOfWork<?> unit) {
        return unit instanceof BatchingUnitOfWork<?> batch
                ? batch.getMessages().stream()
                        .filter(DomainEventMessage.class::isInstance)
                        .map(event -> ((DomainEventMessage<?>) event).getAggregateIdentifier())
                        .distinct()
                        .toList()
                : List.of();
    }
}
