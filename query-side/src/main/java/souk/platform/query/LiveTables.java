package souk.platform.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import java.util.Optional;
import java.util.function.Consumer;

/** Tables in PostgreSQL, written together with the token when a batch commits. */
class LiveTables implements Tables {

    private static final String TOUCHED = LiveTables.class.getName();

    private final EntityManager entities;
    private final SessionFactoryImplementor mappings;

    /** The entity manager of whatever transaction is under way. */
    LiveTables(EntityManager entities) {
        this.entities = entities;
        this.mappings = entities.getEntityManagerFactory().unwrap(SessionFactoryImplementor.class);
    }

    @Override
    public <R, K> Table<R, K> of(Class<R> rows, Class<K> keys) {
        Class<?> mapped = entities.getMetamodel().entity(rows).getIdType().getJavaType();
        if (mapped != keys) {
            throw new IllegalArgumentException(
                    "The key of " + rows.getName() + " is a " + mapped.getName());
        }
        return new LiveTable<>(RowStatements.of(rows, mappings));
    }

    /** Deletes the rows of all tables in the schema. */
    void empty(String schema) {
        entities.getMetamodel().getEntities().stream()
                .filter(type -> isIn(schema, type))
                .forEach(
                        type ->
                                entities.createQuery("delete from " + type.getName())
                                        .executeUpdate());
    }

    private static boolean isIn(String schema, EntityType<?> type) {
        var table = type.getJavaType().getAnnotation(jakarta.persistence.Table.class);
        return table != null && table.schema().equals(schema);
    }

    /** Writes what the unit of work has changed so far, to learn whether it can be written. */
    void flush() {
        CurrentUnitOfWork.ifStarted(unit -> touchedIn(unit.root()).write());
    }

    private TouchedTables touchedIn(UnitOfWork<?> unit) {
        return unit.getOrComputeResource(
                TOUCHED,
                _ -> {
                    var touched = new TouchedTables(unit, mappings, entities);
                    unit.onPrepareCommit(_ -> touched.write());
                    unit.onCleanup(_ -> touched.close());
                    return touched;
                });
    }

    private final class LiveTable<R, K> implements Table<R, K> {

        private final RowStatements<R> statements;

        LiveTable(RowStatements<R> statements) {
            this.statements = statements;
        }

        @Override
        public Optional<R> find(K key) {
            return Optional.ofNullable(rows().find(key));
        }

        @Override
        public void insert(R row) {
            rows().insert(row);
        }

        @Override
        public void change(K key, Consumer<? super R> change) {
            change.accept(rows().change(key));
        }

        @Override
        public void delete(K key) {
            rows().delete(key);
        }

        private TouchedRows<R> rows() {
            return touchedIn(CurrentUnitOfWork.get().root()).of(statements);
        }
    }
}
