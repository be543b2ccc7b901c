package souk.platform.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import souk.kernel.Personal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds out how records look when they are stored, as far as that is plain. Millions of events look
 * alike: reading them without asking at each field what it might be takes a fraction of the time.
 */
final class StoredShapes {

    private static final Map<Type, StoredShape> SIMPLE =
            Map.of(
                    String.class, JsonBytes::text,
                    long.class, JsonBytes::number,
                    Long.class, JsonBytes::number,
                    int.class, StoredShapes::small,
                    Integer.class, StoredShapes::small,
                    boolean.class, JsonBytes::flag,
                    Boolean.class, JsonBytes::flag,
                    Instant.class, JsonBytes::moment,
                    Currency.class, json -> Currency.getInstance(json.text()));

    private final PersonalModule.Cipher cipher;
    private final Map<Class<?>, Optional<StoredShape>> known = new ConcurrentHashMap<>();

    StoredShapes(PersonalModule.Cipher cipher) {
        this.cipher = cipher;
    }

    /** Empty where only Jackson knows. */
    Optional<StoredShape> of(Class<?> type) {
        Optional<StoredShape> shape = known.get(type);
        if (shape == null) {
            shape = Optional.ofNullable(shapeOf(type, new HashSet<>()));
            known.put(type, shape);
        }
        return shape;
    }

    private static Object small(JsonBytes json) {
        long value = json.number();
        if (value != (int) value) {
            throw JsonBytes.Unlike.OURS;
        }
        return (int) value;
    }

    private @Nullable StoredShape shapeOf(Type type, Set<Class<?>> around) {
        StoredShape simple = SIMPLE.get(type);
        if (simple != null) {
            return simple;
        }
        if (type instanceof ParameterizedType of) {
            return shapeOf(of, around);
        }
        if (!(type instanceof Class<?> plain)) {
            return null;
        }
        return plain.isEnum() ? constant(plain) : plain.isRecord() ? record(plain, around) : null;
    }

    private @Nullable StoredShape shapeOf(ParameterizedType type, Set<Class<?>> around) {
        Type[] arguments = type.getActualTypeArguments();
        StoredShape last = shapeOf(arguments[arguments.length - 1], around);
        if (last == null) {
            return null;
        }
        Type whole = type.getRawType();
        StoredShape element = StoredShape.nullable(last);
        return whole == List.class
                ? new StoredShape.Many(element, ArrayList::new)
                : whole == Set.class
                        ? new StoredShape.Many(element, HashSet::new)
                        : whole == Map.class && arguments[0] == String.class
                                ? new StoredShape.Named(element)
                                : whole == Personal.class
                                        ? new StoredShape.About(last, cipher)
                                        : null;
    }

    private static @Nullable StoredShape constant(Class<?> type) {
        Map<String, Object> byName = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            byName.put(((Enum<?>) constant).name(), constant);
            if (!constant.toString().equals(((Enum<?>) constant).name())) {
                return null;
            }
        }
        return isAnnotated(annotations(type))
                ? null
                : json -> {
                    Object constant = byName.get(json.text());
                    if (constant == null) {
                        throw JsonBytes.Unlike.OURS;
                    }
                    return constant;
                };
    }

    private @Nullable StoredShape record(Class<?> type, Set<Class<?>> around) {
        if (!around.add(type)) {
            return null; // it holds some of its own kind
        }
        try {
            RecordComponent[] components = type.getRecordComponents();
            Constructor<?> constructor =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            List<StoredShape> values = new ArrayList<>();
            for (RecordComponent component : components) {
                StoredShape value = shapeOf(component.getGenericType(), around);
                if (value == null) {
                    return null;
                }
                boolean isPrimitive = component.getType().isPrimitive();
                values.add(isPrimitive ? value : StoredShape.nullable(value));
            }
            if (standsForItsValue(components, constructor)) {
                return new StoredShape.Alone(
                        values.getFirst(), PreparedRecords.constructing(constructor));
            }
            if (values.isEmpty() || isAnnotated(annotations(type))) {
                return null;
            }
            List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
            return StoredShape.Fields.of(names, values, PreparedRecords.constructing(constructor));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            around.remove(type);
        }
    }

    private static boolean standsForItsValue(
            RecordComponent[] components, Constructor<?> constructor) {
        JsonCreator creator = constructor.getAnnotation(JsonCreator.class);
        return components.length == 1
                && components[0].getAccessor().isAnnotationPresent(JsonValue.class)
                && creator != null
                && creator.mode() == JsonCreator.Mode.DELEGATING;
    }

    private static Stream<Annotation[]> annotations(Class<?> type) {
        return Stream.of(
                        Stream.of(type.getAnnotations()).map(it -> new Annotation[] {it}),
                        Stream.of(type.getDeclaredConstructors()).map(it -> it.getAnnotations()),
                        Stream.of(type.getDeclaredFields()).map(it -> it.getAnnotations()),
                        Stream.of(type.getDeclaredMethods()).map(it -> it.getAnnotations()))
                .flatMap(it -> it);
    }

    // whatever Jackson has been told, it knows better
    private static boolean isAnnotated(Stream<Annotation[]> annotations) {
        return annotations
                .flatMap(Arrays::stream)
                .anyMatch(it -> it.annotationType().getName().contains(".jackson."));
    }
}
