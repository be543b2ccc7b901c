package souk.platform.process;

import jakarta.persistence.EntityManager;

import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.repository.jpa.JpaSagaStore;
import org.axonframework.modelling.saga.repository.jpa.SagaEntry;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Axon's JPA store, its tables and its transactions, with one statement for finding and loading,
 * one for beginning and one for ending, and none for a saga that has not changed.
 */
class TerseSagaStore extends JpaSagaStore {

    private static final String SEEN = TerseSagaStore.class.getName();

    private static final String COLUMNS =
            "select s.saga_id, s.serialized_saga, s.saga_type, s.revision, a.association_key,"
                    + " a.association_value";

    private static final String FIND =
            COLUMNS
                    + """
                     from axon.association_value_entry f
                          join axon.saga_entry s on s.saga_id = f.saga_id
                          join axon.association_value_entry a
                            on a.saga_id = f.saga_id and a.saga_type = f.saga_type
                     where f.saga_type = ? and f.association_key = ? and f.association_value = ?
                    """;

    private static final String LOAD =
            COLUMNS
                    + """
                     from axon.saga_entry s
                          left join axon.association_value_entry a
                            on a.saga_id = s.saga_id and a.saga_type = s.saga_type
                     where s.saga_id = ?
                    """;

    /** In the middle of the fifty that Hibernate would take for its own, or ends where it does. */
    private static final String ID = "nextval('axon.association_value_entry_seq') - 25";

    private static final String ASSOCIATE =
            """
            insert into axon.association_value_entry
                (id, saga_id, association_key, association_value, saga_type)
            """;

    private static final String BEGIN =
            """
            with begun as (
                insert into axon.saga_entry (saga_id, saga_type, revision, serialized_saga)
                values (?, ?, ?, ?) returning saga_id, saga_type)
            """
                    + ASSOCIATE
                    + "select "
                    + ID
                    + ", begun.saga_id, value.key, value.text, begun.saga_type from begun,"
                    + " unnest(cast(? as text[]), cast(? as text[])) as value (key, text)";

    private static final String CHANGE =
            """
            update axon.saga_entry set serialized_saga = ?, revision = ?
             where saga_id = ? and serialized_saga = ?
            """;

    private static final String END =
            """
            with ended as (delete from axon.association_value_entry where saga_id = ?)
            delete from axon.saga_entry where saga_id = ?
            """;

    private final Serializer serializer;
    private final EntityManagerProvider entities;
    private final JdbcOperations database;

    TerseSagaStore(Serializer serializer, EntityManagerProvider entities, JdbcOperations database) {
        super(JpaSagaStore.builder().serializer(serializer).entityManagerProvider(entities));
        this.serializer = serializer;
        this.entities = entities;
        this.database = database;
    }

    /** A saga as it is stored. */
    private record Stored(
            byte[] saga, String type, @Nullable String revision, Set<AssociationValue> values) {

        boolean is(SagaEntry<?> entry) {
            return Arrays.equals(saga, entry.getSerializedSaga())
                    && Objects.equals(revision, entry.getRevision());
        }
    }

    private record Loaded<S>(S saga, Set<AssociationValue> associationValues) implements Entry<S> {}

    @Override
    public Set<String> findSagas(Class<?> sagaType, AssociationValue value) {
        Map<String, Stored> found =
                read(FIND, typeName(sagaType), value.getKey(), value.getValue());
        seen().putAll(found);
        return found.keySet();
    }

    @Override
    public <S> @Nullable Entry<S> loadSaga(Class<S> sagaType, String id) {
        Stored stored = seen().get(id);
        if (stored == null) {
            stored = read(LOAD, id).get(id);
        }
        if (stored == null) {
            return null;
        }
        seen().put(id, stored);
        S saga =
                serializer.deserialize(
                        new SimpleSerializedObject<>(
                                stored.saga(), byte[].class, stored.type(), stored.revision()));
        return new Loaded<>(saga, stored.values());
    }

    @Override
    public void insertSaga(Class<?> sagaType, String id, Object saga, Set<AssociationValue> all) {
        SagaEntry<?> entry = createSagaEntry(saga, id, serializer);
        database.update(
                BEGIN,
                id,
                entry.getSagaType(),
                entry.getRevision(),
                entry.getSerializedSaga(),
                all.stream().map(AssociationValue::getKey).toArray(String[]::new),
                all.stream().map(AssociationValue::getValue).toArray(String[]::new));
    }

    @Override
    public void updateSaga(Class<?> sagaType, String id, Object saga, AssociationValues values) {
        Stored before = seen().get(id);
        if (before == null) {
            super.updateSaga(sagaType, id, saga, values);
            return;
        }
        SagaEntry<?> after = createSagaEntry(saga, id, serializer);
        if (!before.is(after)) {
            mustBeAsSeen(
                    id,
                    database.update(
                            CHANGE,
                            after.getSerializedSaga(),
                            after.getRevision(),
                            id,
                            before.saga()));
            seen().remove(id);
        }
        change(sagaType, id, values);
    }

    /** It fails where nobody but Axon's work package would hear of it, which hangs on an error. */
    @Override
    protected SagaEntry<?> createSagaEntry(Object saga, String id, Serializer written) {
        try {
            return super.createSagaEntry(saga, id, written);
        } catch (Error failed) {
            throw new IllegalStateException("The saga " + id + " can't be written", failed);
        }
    }

    private void change(Class<?> sagaType, String id, AssociationValues values) {
        if (values.addedAssociations().isEmpty() && values.removedAssociations().isEmpty()) {
            return;
        }
        EntityManager manager = entities.getEntityManager();
        for (AssociationValue added : values.addedAssociations()) {
            storeAssociationValue(manager, sagaType, id, added);
        }
        for (AssociationValue removed : values.removedAssociations()) {
            removeAssociationValue(manager, sagaType, id, removed);
        }
        seen().remove(id);
    }

    // it is found before it is locked: its deadline may have been there meanwhile, or another node
    private static void mustBeAsSeen(String id, int changed) {
        if (changed == 0) {
            throw new ConcurrencyException("Saga " + id + " has changed meanwhile");
        }
    }

    @Override
    public void deleteSaga(Class<?> sagaType, String id, Set<AssociationValue> values) {
        mustBeAsSeen(id, database.update(END, id, id));
        seen().remove(id);
    }

    @Override
    protected void storeAssociationValue(
            EntityManager entities, Class<?> sagaType, String id, AssociationValue value) {
        database.update(
                ASSOCIATE + "values (" + ID + ", ?, ?, ?, ?)",
                id,
                value.getKey(),
                value.getValue(),
                typeName(sagaType));
    }

    private Map<String, Stored> read(String query, Object... parameters) {
        Map<String, Stored> sagas = new TreeMap<>();
        database.query(
                query,
                row -> {
                    String id = row.getString(1);
                    Stored stored = sagas.get(id);
                    if (stored == null) {
                        stored =
                                new Stored(
                                        row.getBytes(2),
                                        row.getString(3),
                                        row.getString(4),
                                        new HashSet<>());
                        sagas.put(id, stored);
                    }
                    if (row.getString(5) != null) {
                        stored.values()
                                .add(new AssociationValue(row.getString(5), row.getString(6)));
                    }
                },
                parameters);
        return sagas;
    }

    /** What this batch of events has found, so that it is not read again. */
    private static Map<String, Stored> seen() {
        return CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get().root().getOrComputeResource(SEEN, _ -> new HashMap<>())
                : new HashMap<>();
    }

    private String typeName(Class<?> sagaType) {
        return serializer.typeForClass(sagaType).getName();
    }
}
