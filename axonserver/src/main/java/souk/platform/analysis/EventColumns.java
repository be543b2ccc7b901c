package souk.platform.analysis;

import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.ForAuditors;
import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Secret;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which columns an event has: those that all have, and one for each component of its record. */
final class EventColumns {

    private static final String TEXT = "text";

    /** What may be read of the metadata, which holds nothing personal. */
    static final List<EventColumn> ORIGIN =
            List.of(
                    origin("actor", "actor", "who caused it: an account, guest or system"),
                    origin("actor_role", "role", "in which role he acted"),
                    origin("command", "command", "the command that led to it"),
                    origin("correlation_id", "correlationId", "the request that started it all"),
                    origin("causation_id", "causationId", "the message that led to it"));

    static final List<EventColumn> PLACE =
            List.of(
                    new EventColumn("position", "e.position", "its place in history, from 0 on"),
                    new EventColumn("stream", "e.stream", "what it has happened to"),
                    new EventColumn("sequence", "e.sequence", "its place in that stream"),
                    new EventColumn(
                            "revision",
                            "(select t.revision from event_store.event_type t where t.id = e.type)",
                            "of its shape: columns that came with a later one are null"),
                    new EventColumn("time", "e.time", "when it happened"),
                    new EventColumn("recorded_at", "e.recorded_at", "when it was stored"));

    private static final Map<Class<?>, String> SCALARS =
            Map.ofEntries(
                    Map.entry(String.class, TEXT),
                    Map.entry(Currency.class, TEXT),
                    Map.entry(UUID.class, TEXT),
                    Map.entry(int.class, "integer"),
                    Map.entry(Integer.class, "integer"),
                    Map.entry(long.class, "bigint"),
                    Map.entry(Long.class, "bigint"),
                    Map.entry(boolean.class, "boolean"),
                    Map.entry(Boolean.class, "boolean"),
                    Map.entry(BigDecimal.class, "numeric"),
                    Map.entry(BigInteger.class, "numeric"),
                    Map.entry(Instant.class, "timestamptz"),
                    Map.entry(LocalDate.class, "date"),
                    Map.entry(Duration.class, "interval"));

    private EventColumns() {}

    static List<EventColumn> of(Class<?> event) {
        return Stream.of(
                        PLACE.stream(),
                        ORIGIN.stream(),
                        Stream.of(event.getRecordComponents()).flatMap(EventColumns::of))
                .flatMap(columns -> columns)
                .toList();
    }

    /** What analysts are not told of an event; of what is so in part, nothing. */
    static List<String> secretsOf(Class<?> event) {
        return Stream.of(event.getRecordComponents())
                .filter(it -> isSecret(it) || !keptBack(it.getType()).isEmpty())
                .map(RecordComponent::getName)
                .toList();
    }

    private static boolean isSecret(RecordComponent component) {
        return component.isAnnotationPresent(Secret.class)
                || component.isAnnotationPresent(ForAuditors.class);
    }

    private static List<String> keptBack(Class<?> nested) {
        return nested.isRecord()
                ? Stream.of(nested.getRecordComponents())
                        .filter(it -> it.isAnnotationPresent(ForAuditors.class))
                        .map(RecordComponent::getName)
                        .toList()
                : List.of();
    }

    private static Stream<EventColumn> of(RecordComponent component) {
        Class<?> type = component.getType();
        String member = component.getName();
        String name = named(member);
        if (isSecret(component)) {
            return Stream.of(
                    new EventColumn(name, "null::text", "secret, and therefore always null"));
        }
        if (type == Personal.class) {
            return Stream.of(
                    new EventColumn(
                            name, "null::text", "personal, and therefore always null: never shown"),
                    new EventColumn(
                            name + "_subject", member(member, "subject"), "whom it is about"));
        }
        if (type == Money.class) {
            boolean plain = member.equals("amount");
            String currency = plain ? "currency" : name + "_currency";
            return Stream.of(
                    new EventColumn(
                            plain ? name : name + "_amount",
                            "(" + member(member, "amount") + ")::bigint",
                            "in minor units of " + currency),
                    new EventColumn(currency, member(member, "currency"), "ISO 4217"));
        }
        return Stream.of(
                scalar(type)
                        .map(sql -> scalar(name, member, sql, type))
                        .orElseGet(() -> nested(name, component)));
    }

    private static EventColumn scalar(String name, String member, String sql, Class<?> type) {
        String text = "(j.payload ->> '" + member + "')";
        return new EventColumn(
                name, sql.equals(TEXT) ? text : text + "::" + sql, type.getSimpleName());
    }

    private static EventColumn nested(String name, RecordComponent component) {
        String source = holdsPersonal(component.getGenericType()) ? "j.masked" : "j.payload";
        String kept =
                keptBack(component.getType()).stream()
                        .map(" - '%s'"::formatted)
                        .collect(Collectors.joining());
        return new EventColumn(
                name,
                "(%s -> '%s')%s".formatted(source, component.getName(), kept),
                component.getGenericType().getTypeName().replaceAll("[a-z.]+\\.(\\w+\\$)*", ""));
    }

    /** What one JSON value becomes that is no object and no array. */
    private static Optional<String> scalar(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(TEXT);
        }
        if (type.isRecord() && type.getRecordComponents().length == 1) {
            RecordComponent only = type.getRecordComponents()[0];
            return only.getAccessor().isAnnotationPresent(JsonValue.class)
                    ? scalar(only.getType())
                    : Optional.empty();
        }
        return Optional.ofNullable(SCALARS.get(type));
    }

    private static boolean holdsPersonal(Type type) {
        return holdsPersonal(type, new HashSet<>());
    }

    private static boolean holdsPersonal(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return false;
        }
        Stream<Type> parts =
                switch (type) {
                    case ParameterizedType generic ->
                            Stream.concat(
                                    Stream.of(generic.getRawType()),
                                    Stream.of(generic.getActualTypeArguments()));
                    case GenericArrayType array -> Stream.of(array.getGenericComponentType());
                    case WildcardType wildcard -> Stream.of(wildcard.getUpperBounds());
                    case Class<?> array when array.isArray() -> Stream.of(array.componentType());
                    case Class<?> nested when nested.isRecord() ->
                            Stream.of(nested.getRecordComponents())
                                    .map(RecordComponent::getGenericType);
                    case Class<?> nested when nested.isSealed() ->
                            Stream.of(nested.getPermittedSubclasses());
                    default -> Stream.empty();
                };
        return type == Personal.class || parts.anyMatch(part -> holdsPersonal(part, seen));
    }

    private static EventColumn origin(String name, String member, String about) {
        return new EventColumn(name, "(j.metadata ->> '" + member + "')", about);
    }

    private static String member(String outer, String inner) {
        return "(j.payload -> '%s' ->> '%s')".formatted(outer, inner);
    }

    // a component may be called like what every event has
    private static String named(String member) {
        String name = snakeCase(member);
        return Stream.concat(PLACE.stream(), ORIGIN.stream())
                        .anyMatch(column -> column.name().equals(name))
                ? "payload_" + name
                : name;
    }

    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
