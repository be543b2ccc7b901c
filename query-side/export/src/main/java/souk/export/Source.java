package souk.export;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rows that are exported, and their columns: those that an analyst may see. */
record Source(List<Column> columns, String rows) {

    private static final String EVENTS = "events";

    String select() {
        return columns.stream()
                .map(Column::selected)
                .collect(Collectors.joining(", ", "select ", " from " + rows));
    }

    static Source of(Request request, Connection database) throws SQLException {
        return request.ofEvents() ? events(request, database) : table(request, database);
    }

    /** One type has the columns of its view; of several, there is the payload. */
    private static Source events(Request request, Connection database) throws SQLException {
        List<String> types = request.types();
        for (String type : types) {
            mustExist(type, database);
        }
        String view = types.size() == 1 ? viewOf(types.getFirst()) : "event";
        List<String> conditions = new ArrayList<>();
        if (types.size() > 1) {
            conditions.add(
                    types.stream()
                            .map(Source::literal)
                            .collect(Collectors.joining(", ", "type in (", ")")));
        }
        if (request.from() != null) {
            conditions.add(
                    isPosition(request.from())
                            ? "position >= " + request.from()
                            : "position > " + positionAt(request.from()));
        }
        if (request.to() != null) {
            conditions.add(
                    "position <= "
                            + (isPosition(request.to()) ? request.to() : positionAt(request.to())));
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return new Source(
                columns(EVENTS, view, database),
                "%s.%s%s order by position".formatted(EVENTS, view, where));
    }

    private static Source table(Request request, Connection database) throws SQLException {
        String schema = request.subject().replace('.', '_').replace('-', '_');
        List<String> tables = tables(schema, database);
        String table = request.table();
        if (tables.isEmpty()) {
            throw new Misunderstanding("there is no projection '" + request.subject() + "'.");
        }
        if (table == null && tables.size() > 1 || table != null && !tables.contains(table)) {
            throw new Misunderstanding(
                    "--table says which table of %s: %s."
                            .formatted(request.subject(), String.join(", ", tables)));
        }
        String chosen = table == null ? tables.getFirst() : table;
        return new Source(
                columns(schema, chosen, database), "\"%s\".\"%s\"".formatted(schema, chosen));
    }

    private static void mustExist(String type, Connection database) throws SQLException {
        if (!type.matches("[a-z]+\\.\\w+") || columns(EVENTS, viewOf(type), database).isEmpty()) {
            throw new Misunderstanding(
                    "there are no events of the type '"
                            + type
                            + "' to be seen; docs/analysts.md says when there are.");
        }
    }

    /** As the views are called: {@code order.OrderPlaced} is order_placed. */
    private static String viewOf(String type) {
        int dot = type.indexOf('.');
        String capability = type.substring(0, dot);
        String event =
                type.substring(dot + 1)
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT);
        return event.startsWith(capability + "_") ? event : capability + "_" + event;
    }

    private static boolean isPosition(String bound) {
        return bound.matches("\\d{1,18}");
    }

    private static String positionAt(String instant) {
        if (!instant.matches("[0-9][-0-9TZ:. +]*")) {
            throw new Misunderstanding("'" + instant + "' is no position and no instant.");
        }
        return "events.position_at(" + literal(instant) + ")";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static List<String> tables(String schema, Connection database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (var query =
                database.prepareStatement(
                        """
                        select distinct table_name from information_schema.column_privileges
                         where table_schema = ? and privilege_type = 'SELECT' and grantee = current_user
                         order by 1
                        """)) {
            query.setString(1, schema);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }

    private static List<Column> columns(String schema, String table, Connection database)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (var query =
                database.prepareStatement(
                        """
                        select a.attname, t.typname, t.typcategory = 'A'
                          from pg_attribute a
                          join pg_type t on t.oid = a.atttypid
                          join pg_class c on c.oid = a.attrelid
                          join pg_namespace n on n.oid = c.relnamespace
                         where n.nspname = ? and c.relname = ? and a.attnum > 0 and not a.attisdropped
                           and has_column_privilege(c.oid, a.attnum, 'select')
                         order by a.attnum
                        """)) {
            query.setString(1, schema);
            query.setString(2, table);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    columns.add(
                            new Column(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
                }
            }
        }
        return columns;
    }
}
