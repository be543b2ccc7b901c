package souk.platform.query;

import io.micrometer.core.instrument.MeterRegistry;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jpa.JpaSequencedDeadLetterQueue;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

/** The projections of this node, and what belongs to them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProjectionSettings.class)
class ProjectionConfiguration {

    private static final int SMALL_PAGE = 16;

    /** The entity manager of whatever transaction is under way. */
    private final EntityManager entities;

    private final Serializer serializer;
    private final Serializer eventSerializer;

    ProjectionConfiguration(
            EntityManagerFactory database,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer) {
        this.entities = SharedEntityManagerCreator.createSharedEntityManager(database);
        this.serializer = serializer;
        this.eventSerializer = eventSerializer;
    }

    @Bean
    static DeclaredProjections declaredProjections(ListableBeanFactory context) {
        return new DeclaredProjections(context);
    }

    @Bean
    static AnalystGrants analystGrants(DeclaredProjections declared, DataSource database) {
        return new AnalystGrants(declared, database);
    }

    @Bean
    static ParkedHandlers parkedHandlers() {
        return new ParkedHandlers();
    }

    @Bean
    static ReadYourWrites readYourWrites(
            DeclaredProjections declared,
            ObjectProvider<Projections> projections,
            ProjectionSettings settings) {
        return new ReadYourWrites(declared, projections::getObject, settings.patience());
    }

    @Bean
    LiveTables tables() {
        return new LiveTables(entities);
    }

    @Bean
    Projections projections(
            DeclaredProjections declared,
            JdbcOperations jdbc,
            TransactionManager transactions,
            MeterRegistry meters,
            ObjectProvider<EventStore> events) {
        Map<String, LiveProjection> live = new TreeMap<>();
        for (String name : declared.names()) {
            var lock = new ProjectionLock(jdbc, name);
            live.put(name, new LiveProjection(name, lock, letters(name, transactions), meters));
        }
        return new Projections(
                live, new StoredTokens(entities, serializer), () -> headOf(events.getObject()));
    }

    private SequencedDeadLetterQueue<EventMessage<?>> letters(
            String projection, TransactionManager transactions) {
        return JpaSequencedDeadLetterQueue.<EventMessage<?>>builder()
                .processingGroup(projection)
                .entityManagerProvider(() -> entities)
                .transactionManager(transactions)
                .genericSerializer(serializer)
                .eventSerializer(eventSerializer)
                .queryPageSize(SMALL_PAGE)
                .build();
    }

    private static long headOf(EventStore events) {
        return StoredTokens.positionOf(events.createHeadToken());
    }

    @Bean
    ProjectionProcessing projectionProcessing(
            DeclaredProjections declared,
            Projections projections,
            LiveTables tables,
            ProjectionSettings settings) {
        return new ProjectionProcessing(declared, projections, tables, settings);
    }

    @Bean
    DeadLetters deadLetters() {
        return new DeadLetters(entities, serializer, eventSerializer);
    }

    @Bean
    DeadLetterHandling deadLetterHandling(
            Projections projections,
            LiveTables tables,
            JdbcOperations jdbc,
            PlatformTransactionManager transactions) {
        var ownTransaction =
                new TransactionTemplate(
                        transactions,
                        new DefaultTransactionDefinition(
                                TransactionDefinition.PROPAGATION_REQUIRES_NEW));
        return new DeadLetterHandling(
                projections, new DiscardedLetters(jdbc), ownTransaction, tables::flush);
    }

    @Bean
    ProjectionMeters projectionMeters(
            MeterRegistry meters, Projections projections, DeadLetters letters) {
        return new ProjectionMeters(meters, projections, letters);
    }

    @Bean
    ProjectionsHealthIndicator projectionsHealthIndicator(
            Projections projections, DeadLetters letters) {
        return new ProjectionsHealthIndicator(projections, letters::count);
    }

    @Bean
    WiringCheck projectionWiring(
            org.axonframework.config.Configuration axon, DeclaredProjections declared) {
        return new WiringCheck(axon, declared);
    }
}
