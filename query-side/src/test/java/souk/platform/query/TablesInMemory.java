package souk.platform.query;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Id;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tables without a database: as a rebuild might have them. */
public class TablesInMemory implements Tables {

    private final Map<Class<?>, Map<Object, Object>> tables = new HashMap<>();

    @Override
    public <R, K> Table<R, K> of(Class<R> rows, Class<K> keys) {
        Map<Object, Object> table = tables.computeIfAbsent(rows, _ -> new HashMap<>());
        return new Table<>() {
            @Override
            public Optional<R> find(K key) {
                return Optional.ofNullable(table.get(key)).map(rows::cast);
            }

            @Override
            public void insert(R row) {
                if (table.putIfAbsent(keyOf(row), row) != null) {
                    throw new IllegalStateException("There is one already");
                }
            }

            @Override
            public void change(K key, Consumer<? super R> change) {
                change.accept(find(key).orElseThrow(() -> new MissingRow(rows, key)));
            }

            @Override
            public void delete(K key) {
                find(key).orElseThrow(() -> new MissingRow(rows, key));
                table.remove(key);
            }
        };
    }

    /** As they are by now, in no order. */
    public <R> List<R> all(Class<R> rows) {
        return tables.getOrDefault(rows, Map.of()).values().stream().map(rows::cast).toList();
    }

    private static Object keyOf(Object row) {
        Field key =
                Arrays.stream(row.getClass().getDeclaredFields())
                        .filter(
                                field ->
                                        field.isAnnotationPresent(Id.class)
                                                || field.isAnnotationPresent(EmbeddedId.class))
                        .findFirst()
                        .orElseThrow();
        key.setAccessible(true);
        try {
            return key.get(row);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
