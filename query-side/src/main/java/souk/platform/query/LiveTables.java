package souk.platform.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/** Tables in PostgreSQL, written together with the token when a batch commits. */
class LiveTables implements Tables {

    private final EntityManager entities;

    /** The entity manager of whatever transaction is under way. */
    LiveTables(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public <R, K> Table<R, K> of(Class<R> rows, Class<K> keys) {
        Class<?> mapped = entities.getMetamodel().entity(rows).getIdType().getJavaType();
        if (mapped != keys) {
            throw new IllegalArgumentException(
                    "The key of " + rows.getName() + " is a " + mapped.getName());
        }
        return new LiveTable<>(rows, Foresight.of(entities, rows));
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

    private final class LiveTable<R, K> implements Table<R, K> {

        private final Class<R> rows;
        private final @Nullable Foresight foresight;

        LiveTable(Class<R> rows, @Nullable Foresight foresight) {
            this.rows = rows;
            this.foresight = foresight;
        }

        @Override
        public Optional<R> find(K key) {
            return foresight != null && foresight.knowsAbsent(key)
                    ? Optional.empty()
                    : Optional.ofNullable(entities.find(rows, key));
        }

        @Override
        public void insert(R row) {
            entities.persist(row);
            if (foresight != null) {
                foresight.inserted(row);
            }
        }

        @Override
        public void change(K key, Consumer<? super R> change) {
            change.accept(existing(key));
        }

        @Override
        public void delete(K key) {
            entities.remove(existing(key));
        }

        private R existing(K key) {
            return find(key).orElseThrow(() -> new MissingRow(rows, key));
        }
    }
}
