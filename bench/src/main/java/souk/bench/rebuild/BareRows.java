package souk.bench.rebuild;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

import souk.bench.store.BenchDatabase;
import souk.platform.postgres.DatabaseAddress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of projections as they are, copied once more by nothing but COPY. */
final class BareRows implements AutoCloseable {

    private static final String COPIES = "bare_rows";

    private final Connection connection;

    BareRows(DatabaseAddress address) throws SQLException {
        connection = BenchDatabase.connect(address);
    }

    /** Answers the seconds. */
    double copy(List<String> projections) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        long nanos = 0;
        for (String projection : projections) {
            String schema = RebuildBench.schemaOf(projection);
            BenchDatabase.execute(
                    connection,
                    "drop schema if exists " + COPIES + " cascade",
                    "create schema " + COPIES);
            for (String table : tables(schema)) {
                Path rows = Files.createTempFile("rows", ".copy");
                try {
                    try (OutputStream out = Files.newOutputStream(rows)) {
                        copy.copyOut(
                                "copy %s.%s to stdout (format binary)".formatted(schema, table),
                                out);
                    }
                    BenchDatabase.execute(
                            connection,
                            "create table %s.%s (like %s.%s)"
                                    .formatted(COPIES, table, schema, table));
                    long begun = System.nanoTime();
                    try (InputStream in = Files.newInputStream(rows)) {
                        copy.copyIn(
                                "copy %s.%s from stdin (format binary)".formatted(COPIES, table),
                                in,
                                1 << 16);
                    }
                    nanos += System.nanoTime() - begun;
                } finally {
                    Files.delete(rows);
                }
            }
        }
        return nanos / 1e9;
    }

    private List<String> tables(String schema) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select relname from pg_class where relkind = 'r' and relname <>"
                                        + " 'flyway_schema_history' and relnamespace = '"
                                        + schema
                                        + "'::regnamespace")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
