package souk.platform.analysis;

import static souk.platform.analysis.EventColumn.literal;
import static souk.platform.analysis.EventColumn.quoted;

import souk.kernel.Sha256;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One view of the schema {@code events}.
 *
 * @param about the first sentence of its comment
 * @param columns what it shows, in this order
 * @param condition which events it shows
 */
record EventView(String name, String about, List<EventColumn> columns, String condition) {

    static final String SCHEMA = "events";

    /** Ciphertext, with the comma before it: within a JSON string every quote is escaped. */
    private static final String SEALED = ",\"sealed\":\"[^\"]*\"";

    /** JSON is read once for each event, whatever number of columns is asked for. */
    private static final String SOURCE =
            """
              from event_store.event e
             cross join lateral (
                   select convert_from(e.metadata, 'UTF8')::jsonb as metadata,
                          convert_from(e.payload, 'UTF8')::jsonb as payload,
                          regexp_replace(convert_from(e.payload, 'UTF8'), '%s', '', 'g')::jsonb as masked
                   offset 0) j
            """
                    .formatted(SEALED);

    /** All events of one type, whatever their revision. */
    static EventView of(String type, Class<?> event) {
        return new EventView(
                nameOf(type),
                type + ", one row for each time it has happened",
                EventColumns.of(event),
                " where e.type = any (array(select id from event_store.event_type where name = "
                        + literal(type)
                        + "))");
    }

    /**
     * All events, with their payloads as they are stored but for what is personal or secret.
     *
     * @param secrets what is secret of which types
     * @param untold types whose events are not shown at all
     */
    static EventView ofEverything(Map<String, List<String>> secrets, List<String> untold) {
        List<EventColumn> columns = new ArrayList<>(EventColumns.PLACE);
        columns.add(
                new EventColumn(
                        "type",
                        "(select t.name from event_store.event_type t where t.id = e.type)",
                        "what has happened"));
        columns.addAll(EventColumns.ORIGIN);
        columns.add(
                new EventColumn(
                        "payload",
                        "j.masked - " + secretMembers(secrets),
                        "as stored; of what is personal no more than its subject, and no secret"));
        return new EventView(
                "event",
                "Everything that has happened",
                columns,
                " where e.type <> all (array(select id from event_store.event_type where name = any"
                        + " ("
                        + array(untold)
                        + ")))");
    }

    private static String secretMembers(Map<String, List<String>> secrets) {
        String cases =
                secrets.entrySet().stream()
                        .map(it -> "when " + literal(it.getKey()) + " then " + array(it.getValue()))
                        .collect(Collectors.joining(" "));
        return cases.isEmpty()
                ? array(List.of())
                : "(select case t.name %s else %s end from event_store.event_type t where t.id = e.type)"
                        .formatted(cases, array(List.of()));
    }

    private static String array(List<String> texts) {
        return texts.stream()
                .map(EventColumn::literal)
                .collect(Collectors.joining(", ", "array[", "]::text[]"));
    }

    /** {@code cart.ItemAdded} is cart_item_added, {@code order.OrderPlaced} is order_placed. */
    static String nameOf(String type) {
        int dot = type.indexOf('.');
        String capability = type.substring(0, dot);
        String event = EventColumns.snakeCase(type.substring(dot + 1));
        return event.startsWith(capability + "_") ? event : capability + "_" + event;
    }

    String qualified() {
        return SCHEMA + "." + quoted(name);
    }

    /** Changes with whatever it shows. */
    String comment() {
        return about + ". Definition " + Sha256.hex(definition()).substring(0, 12);
    }

    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add("drop view if exists " + qualified() + " cascade");
        statements.add("create view " + qualified() + " as\n" + definition());
        statements.add("comment on view " + qualified() + " is " + literal(comment()));
        columns.forEach(column -> statements.add(column.comment(qualified())));
        return statements;
    }

    private String definition() {
        return columns.stream()
                .map(EventColumn::selected)
                .collect(Collectors.joining(",\n       ", "select ", "\n" + SOURCE + condition));
    }
}
