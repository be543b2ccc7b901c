package souk.platform.postgres;

import org.postgresql.PGConnection;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A store as some version has left it, in one small file: the migrations that made its tables, what
 * is in them, and what was signed of the log. Later versions are to go on with it.
 */
public final class KeptStore {

    private static final String TABLES =
            """
            select format('%I.%I', schemaname, tablename) from pg_tables
             where schemaname = any (?) and tablename <> 'flyway_schema_history' order by 1
            """;
    private static final String SEQUENCES =
            """
            select format('select setval(''%I.%I'', %s)', schemaname, sequencename, last_value)
              from pg_sequences where schemaname = any (?) and last_value is not null order by 1
            """;

    private KeptStore() {}

    /** Of a shop in which nothing happens any more. */
    public static void keep(String url, Path signed, Map<String, String> more, Path file)
            throws IOException, SQLException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        try (FileSystem zip = FileSystems.newFileSystem(file, Map.of("create", "true"))) {
            List<SchemaMigration> all =
                    SchemaMigration.on(Thread.currentThread().getContextClassLoader());
            for (SchemaMigration schema : all) {
                Path steps = Files.createDirectories(zip.getPath("db", schema.schema()));
                for (Resource step : schema.steps()) {
                    Files.write(
                            steps.resolve(String.valueOf(step.getFilename())),
                            step.getContentAsByteArray());
                }
            }
            String[] schemas = all.stream().map(SchemaMigration::schema).toArray(String[]::new);
            try (Connection database = DriverManager.getConnection(url)) {
                keepTables(database, schemas, Files.createDirectory(zip.getPath("tables")));
            }
            copy(signed, zip.getPath("signed"));
            for (var one : more.entrySet()) {
                Files.writeString(zip.getPath(one.getKey()), one.getValue());
            }
        }
    }

    private static void keepTables(Connection database, String[] schemas, Path into)
            throws SQLException, IOException {
        var copies = database.unwrap(PGConnection.class).getCopyAPI();
        for (String table : ask(database, TABLES, schemas)) {
            var rows = new ByteArrayOutputStream();
            copies.copyOut("copy " + table + " to stdout", rows);
            if (rows.size() > 0) {
                Files.write(into.resolve(table), rows.toByteArray());
            }
        }
        Files.write(into.resolveSibling("sequences.sql"), ask(database, SEQUENCES, schemas));
    }

    private static List<String> ask(Connection database, String sql, String[] schemas) {
        var one =
                new org.springframework.jdbc.datasource.SingleConnectionDataSource(database, true);
        return new JdbcTemplate(one).queryForList(sql, String.class, (Object) schemas);
    }

    /** The URL of a new database that holds it; what was signed goes into the directory. */
    public static String load(Path file, Path directory) throws IOException, SQLException {
        Path unpacked = directory.resolve("unpacked");
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            copy(zip.getPath("/"), unpacked);
        }
        copy(unpacked.resolve("signed"), directory.resolve("audit"));
        String url = TestPostgres.freshDatabase();
        try (var then = new ThenClassPath(unpacked)) {
            new Migrations(new DriverManagerDataSource(url), then).apply();
        }
        try (Connection database = DriverManager.getConnection(url);
                var statement = database.createStatement();
                Stream<Path> tables = Files.list(unpacked.resolve("tables"))) {
            // references may lead ahead
            statement.execute("set session_replication_role = replica");
            var copies = database.unwrap(PGConnection.class).getCopyAPI();
            for (Path table : tables.toList()) {
                statement.execute("delete from " + table.getFileName());
                try (InputStream rows = Files.newInputStream(table)) {
                    copies.copyIn("copy " + table.getFileName() + " from stdin", rows);
                }
            }
            for (String next : Files.readAllLines(unpacked.resolve("sequences.sql"))) {
                statement.execute(next);
            }
        }
        return url;
    }

    /** What {@link #keep} was given besides. */
    public static String read(Path file, String name) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            return Files.readString(zip.getPath(name), StandardCharsets.UTF_8);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    /** Our own class path, but with the migrations of then. */
    private static final class ThenClassPath extends URLClassLoader {

        ThenClassPath(Path unpacked) throws IOException {
            super(new URL[] {unpacked.toUri().toURL()}, KeptStore.class.getClassLoader());
        }

        @Override
        public URL getResource(String name) {
            return name.startsWith("db/") ? findResource(name) : super.getResource(name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith("db/") ? findResources(name) : super.getResources(name);
        }
    }
}
