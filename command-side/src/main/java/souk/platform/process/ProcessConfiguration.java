package souk.platform.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.modelling.saga.repository.jpa.JpaSagaStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.platform.command.AtOnce;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

/** Errands, deadlines and sagas, the same in both modes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProcessSettings.class)
class ProcessConfiguration {

    @Bean
    ErrandWriting errandWriting(Serializer serializer) {
        return new ErrandWriting(ErrandNames.published(), serializer);
    }

    @Bean
    ErrandRunner errandRunner(
            ObjectProvider<CommandGateway> commands,
            ErrandWriting writing,
            ProcessSettings settings) {
        return new ErrandRunner(commands::getObject, writing, settings.patience());
    }

    @Bean
    AtOnce atOnce(ObjectProvider<CommandGateway> commands) {
        return command -> commands.getObject().sendAndWait(command);
    }

    @Bean
    ParkedErrands parkedErrands(JdbcOperations database, Clock clock, MeterRegistry meters) {
        var parked = new ParkedErrands(database, clock);
        Gauge.builder("souk.errands.parked", parked::count)
                .description("Errands that are not tried any more")
                .register(meters);
        Gauge.builder("souk.errands.failing", parked::failing)
                .description("Errands that have failed and are tried again")
                .register(meters);
        return parked;
    }

    @Bean
    Scheduling scheduling(
            DataSource database,
            ErrandRunner runner,
            ParkedErrands parked,
            ObjectProvider<DbSchedulerDeadlineManager> deadlines,
            ProcessSettings settings,
            Clock clock,
            @Value("${spring.datasource.url:}") String namedDatabase,
            @Value("${spring.datasource.hikari.maximum-pool-size:10}") int connections) {
        var errands = new ErrandTask(runner, parked, settings, clock, ThreadLocalRandom::current);
        var deadline =
                new DeadlineTask(
                        Math.max(1, connections / 2),
                        deadlines::getObject,
                        settings.backoff(),
                        ThreadLocalRandom::current);
        return new Scheduling(
                database,
                List.of(errands.task(), deadline.task()),
                settings,
                clock,
                "souk-" + IdentifierFactory.getInstance().generateIdentifier(),
                namedDatabase.isBlank());
    }

    @Bean
    ScheduledErrands scheduledErrands(
            ErrandWriting writing,
            ErrandRunner runner,
            Scheduling scheduling,
            ParkedErrands parked,
            Clock clock) {
        return new ScheduledErrands(writing, runner, scheduling, parked, clock);
    }

    @Bean
    StoredParking storedParking(
            JdbcClient database,
            ParkedErrands parked,
            Scheduling scheduling,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new StoredParking(
                database, parked, scheduling, new TransactionTemplate(transactions), clock);
    }

    @Bean
    DbSchedulerDeadlineManager deadlineManager(
            Scheduling scheduling,
            org.axonframework.config.Configuration axon,
            Serializer serializer,
            TransactionManager transactions) {
        return DbSchedulerDeadlineManager.builder()
                .scheduler(scheduling.scheduler())
                .scopeAwareProvider(new ConfigurationScopeAwareProvider(axon))
                .serializer(serializer)
                .transactionManager(transactions)
                .startScheduler(false)
                .stopScheduler(false)
                .build();
    }

    /** Under published names, as everything that is stored. */
    @Bean
    JpaSagaStore sagaStore(
            @Qualifier("eventSerializer") Serializer serializer,
            EntityManagerProvider entities,
            JdbcOperations database) {
        return new TerseSagaStore(serializer, entities, database);
    }

    @Bean
    static DeclaredSagas declaredSagas(ListableBeanFactory context) {
        return new DeclaredSagas(context);
    }

    @Bean
    SagaProcessing sagaProcessing(DeclaredSagas sagas, ProcessSettings settings) {
        return new SagaProcessing(sagas, settings.segments());
    }

    @Bean
    ProcessWiring processWiring(
            org.axonframework.config.Configuration axon,
            DeclaredSagas sagas,
            DbSchedulerDeadlineManager deadlines) {
        return new ProcessWiring(axon, sagas, deadlines);
    }

    @Bean
    ErrandsHealthIndicator errandsHealthIndicator(ParkedErrands parked, Scheduling scheduling) {
        return new ErrandsHealthIndicator(parked, scheduling);
    }
}
