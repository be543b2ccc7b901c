package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

class MigrationsTest {

    @TempDir Path classPath;

    private final DriverManagerDataSource database =
            new DriverManagerDataSource(TestPostgres.freshDatabase());
    private final JdbcTemplate sql = new JdbcTemplate(database);

    @BeforeEach
    void two_schemas_one_in_a_folder_and_one_in_a_jar() throws IOException {
        write("V1__create.sql", "CREATE TABLE apple (id int);");
        Path jar = classPath.resolve("pears.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String folder : List.of("db/", "db/pears/")) {
                out.putNextEntry(new ZipEntry(folder));
            }
            out.putNextEntry(new ZipEntry("db/pears/V1__create.sql"));
            out.write("CREATE TABLE pear (id int);".getBytes());
        }
    }

    @Test
    void each_folder_becomes_a_schema() throws Exception {
        migrate();

        assertThat(tablesOf("apples")).containsExactly("apple", "flyway_schema_history");
        assertThat(tablesOf("pears")).containsExactly("flyway_schema_history", "pear");
    }

    @Test
    void a_new_step_is_taken_and_the_old_ones_are_not_repeated() throws Exception {
        migrate();
        write("V2__more.sql", "CREATE TABLE core (id int);");
        migrate();
        migrate();

        assertThat(tablesOf("apples")).containsExactly("apple", "core", "flyway_schema_history");
    }

    @Test
    void a_step_that_was_rewritten_afterwards_is_refused() throws Exception {
        migrate();
        write("V1__create.sql", "CREATE TABLE banana (id int);");

        assertThatThrownBy(this::migrate)
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("checksum mismatch");
    }

    @Test
    void a_schema_that_somebody_dropped_is_built_again() throws Exception {
        migrate();
        sql.execute("DROP SCHEMA apples CASCADE");
        migrate();

        assertThat(tablesOf("apples")).contains("apple");
    }

    @Test
    void a_step_that_failed_is_tried_again() throws Exception {
        write("V2__more.sql", "CREATE TABLE core (id nonsense);");
        assertThatThrownBy(this::migrate).isInstanceOf(FlywayException.class);
        write("V2__more.sql", "CREATE TABLE core (id int);");
        migrate();

        assertThat(tablesOf("apples")).contains("core");
    }

    private void migrate() throws IOException, SQLException {
        URL[] urls = {
            classPath.resolve("folder").toUri().toURL(),
            classPath.resolve("pears.jar").toUri().toURL()
        };
        try (var loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            new Migrations(database, loader).apply();
        }
    }

    private void write(String step, String content) throws IOException {
        Path folder = Files.createDirectories(classPath.resolve("folder/db/apples"));
        Files.writeString(folder.resolve(step), content);
    }

    private List<String> tablesOf(String schema) {
        return sql.queryForList(
                "SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY tablename",
                String.class,
                schema);
    }
}
