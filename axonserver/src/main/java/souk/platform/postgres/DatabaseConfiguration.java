package souk.platform.postgres;

import com.zaxxer.hikari.HikariDataSource;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import souk.kernel.BackgroundDatabase;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import javax.sql.DataSource;

/** The one database, migrated before anybody can ask for a connection. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSourceProperties.class)
class DatabaseConfiguration {

    @Bean
    @Conditional(NoDatabaseNamed.class)
    EmbeddedPostgresServer embeddedPostgres(
            @Value("${souk.data:./data}") Path dataDirectory,
            @Value("${souk.embedded-postgres.longest-pause:30s}") Duration longestPause) {
        return EmbeddedPostgresServer.start(dataDirectory, Map.of(), longestPause);
    }

    @Bean
    @Conditional(NoDatabaseNamed.class)
    EmbeddedPostgresHealthIndicator embeddedPostgresHealthIndicator(EmbeddedPostgresServer server) {
        return new EmbeddedPostgresHealthIndicator(server);
    }

    /** None where PostgreSQL is somebody else's: then it is he who starts it again. */
    @Bean
    MeterBinder postgresRestarts(@Nullable EmbeddedPostgresServer embedded) {
        return meters ->
                FunctionCounter.builder(
                                "souk.postgres.restarts",
                                this,
                                _ -> embedded == null ? 0 : embedded.state().restarts())
                        .description("how often the embedded PostgreSQL had died")
                        .register(meters);
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(
            @Nullable EmbeddedPostgresServer embedded,
            DataSourceProperties properties,
            @Value("${souk.analyst.password:}") String analystPassword)
            throws IOException, SQLException {
        DatabaseAddress database = embedded == null ? named(properties) : embedded.address();
        DataSource unpooled = unpooled(database);
        new Migrations(unpooled, getClass().getClassLoader()).apply();
        new AnalystRole(unpooled, analystPassword, embedded != null).ensure();
        if (embedded != null) {
            releaseClaims(unpooled);
        }
        return DataSourceBuilder.create()
                .type(HikariDataSource.class)
                .url(database.url())
                .username(database.username())
                .password(database.password())
                .build();
    }

    @Bean
    BackgroundDatabase backgroundDatabase(HikariDataSource pool) {
        DriverManagerDataSource unpooled =
                unpooled(
                        new DatabaseAddress(
                                pool.getJdbcUrl(), pool.getUsername(), pool.getPassword()));
        unpooled.setConnectionProperties(pool.getDataSourceProperties());
        return new BackgroundDatabase(new BackgroundConnections(unpooled));
    }

    /**
     * Who holds the data directory is alone: whatever segment of a projection is still claimed was
     * claimed by a process that died, and would otherwise rest until the claim expires.
     */
    private static void releaseClaims(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update axon.token_entry set owner = null where owner is not null");
        }
    }

    private static DatabaseAddress named(DataSourceProperties properties) {
        return new DatabaseAddress(
                properties.determineUrl(), properties.getUsername(), properties.getPassword());
    }

    /** A pool that has been used once could no longer be configured. */
    private static DriverManagerDataSource unpooled(DatabaseAddress database) {
        DriverManagerDataSource unpooled = new DriverManagerDataSource(database.url());
        unpooled.setUsername(database.username());
        unpooled.setPassword(database.password());
        return unpooled;
    }

    static class NoDatabaseNamed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment().getProperty("spring.datasource.url", "").isBlank();
        }
    }
}
