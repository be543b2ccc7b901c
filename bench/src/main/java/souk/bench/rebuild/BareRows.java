package souk.bench.rebuild;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

import souk.bench.store.BenchDatabase;
import souk.platform.postgres.DatabaseAddress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of projections as they are, copied once more by nothing but COPY. */
final class BareRows implements AutoCloseable {

    private static final String INDEXES =
            """
            select replace(pg_get_indexdef(indexrelid), ' ON %1$s ', ' ON %2$s ')
              from pg_index where indrelid = '%1$s'::regclass
            """;

    private record Rows(String from, String to, Path file) {}

    private final Connection connection;
    private final List<Rows> all = new ArrayList<>();

    private BareRows(DatabaseAddress address) throws SQLException {
        connection = BenchDatabase.connect(address);
    }

    /** Reads them, so that only writing is left to be measured. */
    static BareRows of(List<String> projections, DatabaseAddress address)
            throws SQLException, IOException {
        var rows = new BareRows(address);
        for (String projection : projections) {
            rows.read(RebuildBench.schemaOf(projection));
        }
        return rows;
    }

    private void read(String schema) throws SQLException, IOException {
        String copies = "bare_" + schema;
        BenchDatabase.execute(
                connection,
                "drop schema if exists " + copies + " cascade",
                "create schema " + copies);
        for (String table : tables(schema)) {
            var rows =
                    new Rows(
                            schema + "." + table,
                            copies + "." + table,
                            Files.createTempFile("rows", ".copy"));
            all.add(rows);
            try (OutputStream out = Files.newOutputStream(rows.file())) {
                copies().copyOut("copy " + rows.from() + " to stdout (format binary)", out);
            }
            BenchDatabase.execute(
                    connection, "create table %s (like %s)".formatted(rows.to(), rows.from()));
        }
    }

    private CopyManager copies() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    void copy() throws SQLException, IOException {
        for (Rows rows : all) {
            try (InputStream in = Files.newInputStream(rows.file())) {
                copies().copyIn("copy " + rows.to() + " from stdin (format binary)", in, 1 << 16);
            }
        }
    }

    /** Makes the keys and indexes that the projection has. */
    void index() throws SQLException {
        for (Rows rows : all) {
            for (String index : texts(INDEXES.formatted(rows.from(), rows.to()))) {
                BenchDatabase.execute(connection, index);
            }
        }
    }

    private List<String> tables(String schema) throws SQLException {
        return texts(
                """
                select relname from pg_class
                 where relkind = 'r' and relname <> 'flyway_schema_history'
                   and relnamespace = '%s'::regnamespace
                """
                        .formatted(schema));
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            for (Rows rows : all) {
                Files.deleteIfExists(rows.file());
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
