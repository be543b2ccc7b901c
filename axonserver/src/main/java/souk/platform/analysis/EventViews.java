package souk.platform.analysis;

import static souk.platform.analysis.EventColumn.literal;
import static souk.platform.analysis.EventColumn.quoted;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import souk.kernel.Secret;
import souk.kernel.Sha256;
import souk.platform.store.PublishedNames;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/**
 * The schema {@code events}: history as views with a column for each field. They follow from the
 * records of the events, so they are made at start, and made anew where a record has changed. Views
 * only: whoever appends events does not notice them.
 */
public final class EventViews {

    private static final Logger LOG = LoggerFactory.getLogger(EventViews.class);
    private static final String READER = "souk_analyst";

    /** Any number, but the same for all processes. */
    private static final long ONE_AT_A_TIME = 0x50_75_6b_56_69_65_77L;

    private final Map<String, EventView> views = new TreeMap<>();

    public EventViews(PublishedNames names) {
        Map<String, List<String>> secrets = new TreeMap<>();
        List<String> untold = new ArrayList<>();
        for (Class<?> type : names.classes()) {
            String name = names.typeOf(type).getName();
            if (type.isAnnotationPresent(Secret.class)) {
                untold.add(name);
            } else if (type.isRecord()) { // what is no record is a snapshot
                add(EventView.of(name, type));
                List<String> secret = EventColumns.secretsOf(type);
                if (!secret.isEmpty()) {
                    secrets.put(name, secret);
                }
            }
        }
        add(EventView.ofEverything(secrets, untold.stream().sorted().toList()));
    }

    private void add(EventView view) {
        EventView other = views.put(view.name(), view);
        if (other != null) {
            throw new IllegalStateException(
                    "Two views would be called %s: %s; %s"
                            .formatted(view.name(), other.about(), view.about()));
        }
    }

    /** What a published type is called as a view, such as {@code events.order_placed}. */
    public static String nameOf(String type) {
        return EventView.nameOf(type);
    }

    /** Brings the schema up to date; what is so already costs one look. */
    public void apply(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (isUpToDate(connection)) {
                return;
            }
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                // rather views of yesterday than a start that waits for somebody's long query
                statement.execute("set local lock_timeout = '5s'");
                statement.execute("select pg_advisory_xact_lock(" + ONE_AT_A_TIME + ")");
                change(connection, statement);
                connection.commit();
            } catch (SQLException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void change(Connection connection, Statement statement) throws SQLException {
        statement.execute("create schema if not exists " + EventView.SCHEMA);
        Map<String, String> present = present(connection);
        for (String stale : present.keySet()) {
            if (!views.containsKey(stale)) {
                statement.execute(
                        "drop view %s.%s cascade".formatted(EventView.SCHEMA, quoted(stale)));
            }
        }
        List<EventView> changed =
                views.values().stream()
                        .filter(view -> !view.comment().equals(present.get(view.name())))
                        .toList();
        List<String> statements = new ArrayList<>();
        changed.forEach(view -> statements.addAll(view.statements()));
        statements.addAll(PositionAt.STATEMENTS);
        statements.add("comment on schema %s is %s".formatted(EventView.SCHEMA, literal(mark())));
        statement.execute(String.join(";\n", statements));
        if (readerExists(connection)) {
            statement.execute(
                    """
                    grant usage on schema %1$s to %2$s;
                    grant select on all tables in schema %1$s to %2$s;
                    grant execute on all functions in schema %1$s to %2$s
                    """
                            .formatted(EventView.SCHEMA, READER));
        }
        LOG.info(
                "Events are shown as {} views in the schema {}, {} of them made anew",
                views.size(),
                EventView.SCHEMA,
                changed.size());
    }

    private boolean isUpToDate(Connection connection) throws SQLException {
        return isTrue(
                connection,
                """
                select exists (
                    select from pg_namespace n
                     where n.nspname = '%1$s' and obj_description(n.oid, 'pg_namespace') = %2$s
                       and not exists (
                           select from pg_roles r
                            where r.rolname = '%3$s'
                              and not has_schema_privilege(r.oid, n.oid, 'usage')))
                """
                        .formatted(EventView.SCHEMA, literal(mark()), READER));
    }

    private static boolean readerExists(Connection connection) throws SQLException {
        return isTrue(
                connection,
                "select exists (select from pg_roles where rolname = '%s')".formatted(READER));
    }

    private static boolean isTrue(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static Map<String, String> present(Connection connection) throws SQLException {
        Map<String, String> comments = new HashMap<>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select relname, coalesce(obj_description(oid, 'pg_class'), '')
                                  from pg_class
                                 where relnamespace = '%s'::regnamespace and relkind = 'v'
                                """
                                        .formatted(EventView.SCHEMA))) {
            while (rows.next()) {
                comments.put(rows.getString(1), rows.getString(2));
            }
        }
        return comments;
    }

    private String mark() {
        String all =
                views.values().stream().map(EventView::comment).collect(Collectors.joining("\n"));
        return "Events as views, to be read only: docs/analysts.md. Definition "
                + Sha256.hex(all + PositionAt.STATEMENTS).substring(0, 12);
    }
}
