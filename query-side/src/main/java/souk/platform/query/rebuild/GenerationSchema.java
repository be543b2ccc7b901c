package souk.platform.query.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schema of a generation: like another one, but for what only slows down loading. */
record GenerationSchema(String name, String model) {

    private static final String HISTORY = "flyway_schema_history";

    /** Tables without indexes, and what migrations have noted about the model. */
    void create(Connection connection) throws SQLException {
        run(connection, "create schema " + name);
        for (String table : tables(connection, model)) {
            run(
                    connection,
                    "create table %s.%s (like %s.%s including all excluding indexes)"
                            .formatted(name, table, model, table));
            if (table.equals(HISTORY)) {
                run(
                        connection,
                        "insert into %1$s.%3$s select * from %2$s.%3$s"
                                .formatted(name, model, table));
            }
        }
        for (String statement : copied(connection)) {
            run(connection, statement);
        }
    }

    // what LIKE leaves out: storage parameters, rights, and the mark of migrations
    private List<String> copied(Connection connection) throws SQLException {
        return texts(
                connection,
                """
                select format('alter table %%I.%%I set (%%s)', '%1$s', c.relname,
                              array_to_string(c.reloptions, ', '))
                  from pg_class c
                 where c.relnamespace = '%2$s'::regnamespace and c.relkind = 'r'
                   and c.reloptions is not null
                union all
                select format('grant %%s on %%I.%%I to %%s', a.privilege_type, '%1$s', c.relname,
                              case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
                  from pg_class c, aclexplode(c.relacl) a
                 where c.relnamespace = '%2$s'::regnamespace and c.relkind = 'r'
                   and a.grantee <> c.relowner
                union all
                select format('grant %%s (%%I) on %%I.%%I to %%s', a.privilege_type, t.attname,
                              '%1$s', c.relname,
                              case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
                  from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
                 where c.relnamespace = '%2$s'::regnamespace and c.relkind = 'r'
                union all
                select format('grant %%s on schema %%I to %%s', a.privilege_type, '%1$s',
                              case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
                  from pg_namespace n, aclexplode(n.nspacl) a
                 where n.oid = '%2$s'::regnamespace and a.grantee <> n.nspowner
                union all
                select format('comment on schema %%I is %%L', '%1$s',
                              obj_description('%2$s'::regnamespace, 'pg_namespace'))
                """
                        .formatted(name, model));
    }

    static List<String> tables(Connection connection, String schema) throws SQLException {
        return texts(
                connection,
                "select quote_ident(relname) from pg_class where relnamespace = '%s'::regnamespace"
                                .formatted(schema)
                        + " and relkind = 'r' order by relname");
    }

    /** Those that hold rows of the projection. */
    static List<String> tablesOfRows(Connection connection, String schema) throws SQLException {
        return tables(connection, schema).stream().filter(it -> !it.equals(HISTORY)).toList();
    }

    /** The type of each column, by table and column. */
    Map<String, String> columnTypes(Connection connection) throws SQLException {
        Map<String, String> types = new HashMap<>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select table_name || '.' || column_name, udt_name
                                  from information_schema.columns where table_schema = '%s'
                                """
                                        .formatted(model))) {
            while (rows.next()) {
                types.put(rows.getString(1), rows.getString(2));
            }
        }
        return types;
    }

    /** Statements that make what the model has and this one does not yet: keys first. */
    List<String> missing(Connection connection) throws SQLException {
        return missing(connection, "true");
    }

    /** The same, no more than the primary key of one table. */
    List<String> missingKey(Connection connection, String table) throws SQLException {
        return missing(connection, "t.relname = '" + table + "' and i.indisprimary");
    }

    private List<String> missing(Connection connection, String which) throws SQLException {
        return texts(
                connection,
                """
                select case when k.oid is not null
                            then format('alter table %%I.%%I add constraint %%I %%s', '%1$s',
                                        t.relname, k.conname, pg_get_constraintdef(k.oid))
                            else replace(pg_get_indexdef(i.indexrelid),
                                         ' ON ' || quote_ident('%2$s') || '.',
                                         ' ON ' || quote_ident('%1$s') || '.')
                       end
                  from pg_index i
                  join pg_class t on t.oid = i.indrelid
                  join pg_class x on x.oid = i.indexrelid
                  left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
                 where t.relnamespace = '%2$s'::regnamespace and t.relkind = 'r' and %3$s
                   and not exists (select from pg_class own
                                    where own.relnamespace = '%1$s'::regnamespace
                                      and own.relname = x.relname)
                 order by k.oid is null, t.relname, x.relname
                """
                        .formatted(name, model, which));
    }

    /** Whether a migration has changed the model since. */
    boolean isOutdated(Connection connection) throws SQLException {
        return !texts(
                        connection,
                        """
                        select 'outdated'
                         where obj_description('%s'::regnamespace, 'pg_namespace')
                               is distinct from obj_description('%s'::regnamespace, 'pg_namespace')
                        """
                                .formatted(name, model))
                .isEmpty();
    }

    static boolean exists(Connection connection, String schema) throws SQLException {
        return !texts(
                        connection,
                        "select 'there' from pg_namespace where nspname = '" + schema + "'")
                .isEmpty();
    }

    static void drop(Connection connection, String schema) throws SQLException {
        run(connection, "drop schema if exists " + schema + " cascade");
    }

    static void rename(Connection connection, String schema, String to) throws SQLException {
        run(connection, "alter schema " + schema + " rename to " + to);
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
