package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

class DatabaseConfigurationTest {

    @TempDir Path data;

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withInitializer(
                            context ->
                                    context.getBeanFactory()
                                            .setConversionService(
                                                    ApplicationConversionService
                                                            .getSharedInstance()))
                    .withUserConfiguration(DatabaseConfiguration.class)
                    .withConfiguration(
                            AutoConfigurations.of(
                                    DataSourceAutoConfiguration.class,
                                    JdbcTemplateAutoConfiguration.class));

    @Test
    void a_database_that_is_named_is_used_and_none_is_started() {
        String url = TestPostgres.freshDatabase();
        application
                .withPropertyValues("spring.datasource.url=" + url, "souk.data=" + data)
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(EmbeddedPostgresServer.class);
                            assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
                                    .isEqualTo(url);
                            assertThat(data).isEmptyDirectory();
                        });
    }

    @Test
    void without_one_the_embedded_database_is_used_and_stopped_last() {
        AtomicBoolean answeredAtTheEnd = new AtomicBoolean();
        application
                .withPropertyValues("souk.data=" + data, "spring.datasource.url=")
                .withBean(LastQuestion.class, () -> new LastQuestion(answeredAtTheEnd))
                .run(
                        context -> {
                            JdbcTemplate sql = context.getBean(JdbcTemplate.class);
                            context.getBean(LastQuestion.class).database =
                                    context.getBean(DataSource.class);
                            assertThat(sql.queryForObject("SHOW fsync", String.class))
                                    .isEqualTo("on");
                            assertThat(pidFile()).exists();
                        });

        assertThat(answeredAtTheEnd).isTrue();
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void what_a_dead_process_has_claimed_of_the_embedded_database_is_free_at_once() {
        var alone = application.withPropertyValues("souk.data=" + data, "spring.datasource.url=");
        alone.run(
                context ->
                        context.getBean(JdbcTemplate.class)
                                .update(
                                        """
                                        insert into axon.token_entry
                                               (processor_name, segment, timestamp, owner)
                                        values ('cart.view', 0, '2026-01-01T00:00:00Z', '1@gone')
                                        """));

        alone.run(
                context ->
                        assertThat(
                                        context.getBean(JdbcTemplate.class)
                                                .queryForList(
                                                        "select owner from axon.token_entry",
                                                        String.class))
                                .containsOnlyNulls());
    }

    @Test
    void every_schema_is_there_before_the_first_connection() {
        application
                .withPropertyValues("spring.datasource.url=" + TestPostgres.freshDatabase())
                .run(
                        context ->
                                assertThat(
                                                context.getBean(JdbcTemplate.class)
                                                        .queryForList(
                                                                "SELECT nspname FROM pg_namespace",
                                                                String.class))
                                        .contains("event_store"));
    }

    @Test
    void the_pool_can_be_configured() {
        application
                .withPropertyValues(
                        "spring.datasource.url=" + TestPostgres.freshDatabase(),
                        "spring.datasource.hikari.maximum-pool-size=3")
                .run(
                        context ->
                                assertThat(
                                                context.getBean(HikariDataSource.class)
                                                        .getMaximumPoolSize())
                                        .isEqualTo(3));
    }

    private Path pidFile() {
        return data.resolve("postgres/cluster/postmaster.pid");
    }

    /** Asks when the application stops, as event processors do that give back their claims. */
    static class LastQuestion implements SmartLifecycle {

        private final AtomicBoolean answered;
        private DataSource database;
        private boolean running;

        LastQuestion(AtomicBoolean answered) {
            this.answered = answered;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            new JdbcTemplate(database).execute("SELECT 1");
            answered.set(true);
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
