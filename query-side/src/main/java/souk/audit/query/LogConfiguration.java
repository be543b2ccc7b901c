package souk.audit.query;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

import souk.kernel.EventRecords;

import java.time.Clock;

import javax.sql.DataSource;

/** Whatever the log needs: every query node answers, those that share the directory seal. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class LogConfiguration {

    @Bean
    LogTable logTable(JdbcOperations jdbc) {
        return new LogTable(jdbc);
    }

    /** On nodes that seal. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "souk.audit.enabled", matchIfMissing = true)
    static class Sealers {

        @Bean
        Sealing sealing(
                EventRecords records,
                DataSource database,
                AuditSettings settings,
                Clock clock,
                MeterRegistry meters) {
            return new Sealing(
                    new Sealer(records, database, settings, clock), settings.interval(), meters);
        }

        @Bean
        LogSealHealthIndicator logSealHealthIndicator(Sealing sealing) {
            return new LogSealHealthIndicator(sealing);
        }

        @Bean
        LogCommands logCommands(Sealing sealing) {
            return new LogCommands(sealing);
        }
    }
}
