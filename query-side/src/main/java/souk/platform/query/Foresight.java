package souk.platform.query;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.Query;

import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializationException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Events name most of the rows that they change. So when the first row of a table is asked for, all
 * that the events of the batch name are loaded with it, in one statement instead of hundreds.
 */
class Foresight {

    private final EntityManager entities;
    private final Class<?> rows;
    private final RowKeys keys;
    private final String resource;
    private final String select;

    private Foresight(EntityManager entities, AbstractEntityPersister rows, RowKeys keys) {
        this.entities = entities;
        this.rows = rows.getMappedClass();
        this.keys = keys;
        this.resource = Foresight.class.getName() + this.rows.getName();
        this.select = select(rows.getTableName(), keys.columns());
    }

    /** None for keys that events can't name. */
    static @Nullable Foresight of(EntityManager entities, Class<?> rows) {
        var persister =
                (AbstractEntityPersister)
                        entities.getEntityManagerFactory()
                                .unwrap(SessionFactoryImplementor.class)
                                .getMappingMetamodel()
                                .getEntityDescriptor(rows);
        RowKeys keys = RowKeys.of(persister);
        return keys.areTexts() ? new Foresight(entities, persister, keys) : null;
    }

    private static String select(String table, List<String> columns) {
        return "select t.* from %s t join unnest(%s) k(%s) on %s"
                .formatted(
                        table,
                        IntStream.rangeClosed(1, columns.size())
                                .mapToObj("cast(?%d as text[])"::formatted)
                                .collect(joining(", ")),
                        String.join(", ", columns),
                        columns.stream()
                                .map("t.%1$s = k.%1$s"::formatted)
                                .collect(joining(" and ")));
    }

    /** Whether it is known by now that there is no such row, without asking for it. */
    boolean knowsAbsent(Object key) {
        return CurrentUnitOfWork.map(this::absent).orElse(Set.of()).contains(keys.partsOf(key));
    }

    void inserted(Object row) {
        CurrentUnitOfWork.map(this::absent).ifPresent(absent -> absent.remove(partsOf(row)));
    }

    private @Nullable List<String> partsOf(Object row) {
        return keys.partsOf(
                entities.getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(row));
    }

    private Set<List<String>> absent(UnitOfWork<?> unit) {
        return unit.root().getOrComputeResource(resource, _ -> load(unit));
    }

    private Set<List<String>> load(UnitOfWork<?> unit) {
        List<List<String>> named = namedIn(unit);
        if (named.size() < 2) {
            return new HashSet<>();
        }
        Query query = entities.createNativeQuery(select, rows).setFlushMode(FlushModeType.COMMIT);
        for (int part = 0; part < keys.columns().size(); part++) {
            int column = part;
            query.setParameter(
                    part + 1, named.stream().map(key -> key.get(column)).toArray(String[]::new));
        }
        Set<List<String>> absent = new HashSet<>(named);
        for (Object row : query.getResultList()) {
            absent.remove(partsOf(row));
        }
        return absent;
    }

    private List<List<String>> namedIn(UnitOfWork<?> unit) {
        return unit instanceof BatchingUnitOfWork<?> batch
                ? batch.getMessages().stream()
                        .flatMap(Foresight::payload)
                        .map(keys::partsIn)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()
                : List.of();
    }

    // what can't be read is told of by whoever handles it
    private static Stream<Object> payload(Message<?> message) {
        try {
            return Stream.of(message.getPayload());
        } catch (SerializationException unreadable) {
            return Stream.empty();
        }
    }
}
