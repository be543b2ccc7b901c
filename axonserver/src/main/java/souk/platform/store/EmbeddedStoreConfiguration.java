package souk.platform.store;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

import souk.kernel.BackgroundDatabase;
import souk.kernel.EventArchive;
import souk.kernel.EventRecords;
import souk.kernel.EventSecrets;
import souk.kernel.PersonalKeys;

import javax.sql.DataSource;

/** Events in PostgreSQL. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
@PropertySource("classpath:souk/platform/store/embedded-store.properties")
class EmbeddedStoreConfiguration {

    @Bean
    EventLog eventLog(DataSource dataSource) {
        return new EventLog(OutsideTransactions.on(dataSource));
    }

    @Bean
    EventTypes eventTypes(DataSource dataSource, UpcasterChain upcasters) {
        var types = new EventTypes(OutsideTransactions.on(dataSource));
        upcasters.mustReadAll(types.all());
        return types;
    }

    /** What was decoded before must not be read again by those who go by memory. */
    @Bean
    PersonalKeys personalKeys(SubjectKeys keys, EventTail tail) {
        return subject -> {
            keys.erase(subject);
            tail.clear();
        };
    }

    @Bean
    EventTail eventTail(EventLog log) {
        return new EventTail(log.head());
    }

    @Bean
    OtherProcesses otherProcesses(EventTail tail) {
        return new OtherProcesses(tail.head());
    }

    @Bean
    HeadWatcher headWatcher(DataSource dataSource, EventTail tail, OtherProcesses others) {
        return new HeadWatcher(dataSource, tail, others);
    }

    @Bean
    GroupCommit eventWriter(
            DataSource dataSource, EventTail tail, OtherProcesses others, MeterRegistry meters) {
        return new GroupCommit(
                dataSource,
                (first, messages) -> {
                    others.stored(first, messages.size());
                    tail.stored(first, messages);
                },
                new AppendMetrics(meters),
                GroupCommit.Settings.DEFAULT);
    }

    @Bean
    PostgresEventStore eventStore(
            EventLog log,
            EventTypes types,
            GroupCommit writer,
            EventTail tail,
            PublishedNames names,
            PublishedSerializer serializer,
            UpcasterChain upcasters) {
        var engine =
                new PostgresEventStorageEngine(
                        log, types, writer, names, serializer, upcasters.toAxon());
        return PostgresEventStore.over(engine, tail);
    }

    @Bean
    EventArchive eventArchive(
            DataSource dataSource,
            BackgroundDatabase background,
            EventLog log,
            EventTypes types,
            ArchivedEvents events) {
        return new PostgresArchive(dataSource, background.connections(), log, types, events);
    }

    @Bean
    EventRecords eventRecords(
            DataSource dataSource, EventLog log, EventTypes types, ArchivedEvents events) {
        return new PostgresRecords(dataSource, log, types, events);
    }

    @Bean
    EventSecrets eventSecrets(EventRecords records) {
        return new StoredSecrets(records);
    }
}
