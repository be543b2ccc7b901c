package souk.platform.query;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/**
 * What analysts may read of the tables of projections: all but the columns that migrations call
 * personal or secret, by a comment that begins with that word. Migrations have no say in who
 * analysts are.
 */
class AnalystGrants implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(AnalystGrants.class);
    private static final String ROLE = "souk_analyst";

    /** Nodes that start together must not grant at once. */
    private static final long ONE_AT_A_TIME = 0x50_75_6b_47_72_61_6eL;

    /** Tables with something to hide are opened by columns, the others as they are. */
    private static final String WHAT_IS_WRONG =
            """
            with tables as (
                select n.nspname, c.oid, c.relname,
                       array_agg(quote_ident(a.attname) order by a.attnum) filter (where not p.hidden) as open,
                       bool_or(p.hidden) as partly,
                       bool_or(p.hidden = has_column_privilege(r.oid, c.oid, a.attnum, 'select')
                               or not has_schema_privilege(r.oid, n.oid, 'usage')) as wrong
                  from pg_roles r, pg_namespace n
                  join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p')
                   and c.relname <> 'flyway_schema_history'
                  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 cross join lateral (
                       select coalesce(col_description(c.oid, a.attnum), '') ~ '^(personal|secret)' as hidden) p
                 where r.rolname = ? and n.nspname = any (?)
                 group by 1, 2, 3)
            select format('grant usage on schema %1$I to souk_analyst;'
                       || 'revoke all on table %1$I.%2$I from souk_analyst;', nspname, relname)
                || case when not partly
                        then format('grant select on table %1$I.%2$I to souk_analyst', nspname, relname)
                        when open is not null
                        then format('grant select (%3$s) on table %1$I.%2$I to souk_analyst',
                                    nspname, relname, array_to_string(open, ', '))
                        else ''
                   end
              from tables where wrong
            """;

    private final DeclaredProjections declared;
    private final DataSource database;

    AnalystGrants(DeclaredProjections declared, DataSource database) {
        this.declared = declared;
        this.database = database;
    }

    @Override
    public void afterPropertiesSet() {
        try (Connection connection = database.getConnection()) {
            if (missing(connection).isEmpty()) {
                return;
            }
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("set local lock_timeout = '5s'");
                statement.execute("select pg_advisory_xact_lock(" + ONE_AT_A_TIME + ")");
                for (String grant : missing(connection)) {
                    statement.execute(grant);
                }
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            LOG.warn("Analysts can't read all that they may: {}", failed.getMessage());
        }
    }

    private List<String> missing(Connection connection) throws SQLException {
        String[] schemas =
                declared.names().stream().map(DeclaredProjections::schemaOf).toArray(String[]::new);
        Array names = connection.createArrayOf("text", schemas);
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(WHAT_IS_WRONG)) {
            query.setString(1, ROLE);
            query.setArray(2, names);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    statements.add(rows.getString(1));
                }
            }
        }
        return statements;
    }
}
