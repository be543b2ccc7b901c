package souk.platform.query;

import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of one table, as far as they are texts, or records of texts: an event that has
 * components of the names of all parts names a row.
 */
public class RowKeys {

    private record Part(String name, String column) {}

    private static final ClassValue<Map<String, RecordComponent>> COMPONENTS =
            new ClassValue<>() {
                @Override
                protected Map<String, RecordComponent> computeValue(Class<?> type) {
                    Map<String, RecordComponent> components = new HashMap<>();
                    if (type.isRecord()) {
                        for (RecordComponent component : type.getRecordComponents()) {
                            component.getAccessor().trySetAccessible();
                            components.put(component.getName(), component);
                        }
                    }
                    return components;
                }
            };

    private final Class<?> keys;
    private final List<Part> parts;
    private final @Nullable Constructor<?> constructor;
    private final int[] order;

    private RowKeys(Class<?> keys, List<Part> parts) {
        this.keys = keys;
        this.parts = parts;
        this.constructor = keys.isRecord() ? keys.getDeclaredConstructors()[0] : null;
        if (constructor != null) {
            constructor.trySetAccessible();
        }
        List<String> partNames = parts.stream().map(Part::name).toList();
        this.order =
                keys.isRecord()
                        ? Arrays.stream(keys.getRecordComponents())
                                .mapToInt(component -> partNames.indexOf(component.getName()))
                                .toArray()
                        : new int[0];
    }

    public static RowKeys of(EntityPersister rows) {
        EntityIdentifierMapping id = rows.getIdentifierMapping();
        List<Part> parts = new ArrayList<>();
        if (id.getPartMappingType() instanceof EmbeddableMappingType record) {
            record.getAttributeMappings()
                    .forEach(
                            part ->
                                    parts.add(
                                            new Part(
                                                    part.getAttributeName(),
                                                    part.getSelectable(0)
                                                            .getSelectionExpression())));
        } else {
            SelectableMapping column = id.getSelectable(0);
            parts.add(new Part(id.getAttributeName(), column.getSelectionExpression()));
        }
        return new RowKeys(id.getJavaType().getJavaTypeClass(), parts);
    }

    List<String> columns() {
        return parts.stream().map(Part::column).toList();
    }

    /** The parts of the key that an event names, in the order of the columns. */
    @Nullable List<String> partsIn(Object event) {
        List<String> values = new ArrayList<>(parts.size());
        for (Part part : parts) {
            String value = text(component(event, part.name()));
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    /** The key of the row that an event names. */
    public @Nullable Object keyIn(Object event) {
        List<String> values = partsIn(event);
        return values == null ? null : keyOf(values);
    }

    /** The key that has these parts. */
    Object keyOf(List<String> values) {
        if (constructor == null) {
            return values.getFirst();
        }
        try {
            // the mapping has its parts in an order of its own
            Object[] arguments = new Object[values.size()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = values.get(order[i]);
            }
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException unlike) {
            throw new IllegalStateException("Keys of " + keys.getName() + " can't be made", unlike);
        }
    }

    public boolean areTexts() {
        return keys == String.class
                || keys.isRecord()
                        && Arrays.stream(keys.getRecordComponents())
                                .allMatch(component -> component.getType() == String.class);
    }

    // an id of ours is a record of one text
    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Record && COMPONENTS.get(value.getClass()).size() == 1) {
            String only = COMPONENTS.get(value.getClass()).keySet().iterator().next();
            return text(component(value, only));
        }
        return value instanceof String text ? text : null;
    }

    private static @Nullable Object component(Object of, String name) {
        RecordComponent component = COMPONENTS.get(of.getClass()).get(name);
        try {
            return component == null ? null : component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException unreadable) {
            return null;
        }
    }
}
