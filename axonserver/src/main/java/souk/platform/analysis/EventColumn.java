package souk.platform.analysis;

/**
 * A column of an event's view.
 *
 * @param expression over {@code e}, the event's row, and {@code j}, its metadata and payload
 * @param about what its comment says
 */
record EventColumn(String name, String expression, String about) {

    String selected() {
        return expression + " as " + quoted(name);
    }

    String comment(String view) {
        return "comment on column %s.%s is %s".formatted(view, quoted(name), literal(about));
    }

    static String quoted(String identifier) {
        return '"' + identifier + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
