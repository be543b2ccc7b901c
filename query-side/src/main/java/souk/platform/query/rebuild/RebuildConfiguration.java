package souk.platform.query.rebuild;

import jakarta.persistence.EntityManagerFactory;

import org.axonframework.serialization.Serializer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.kernel.BackgroundDatabase;
import souk.kernel.EventArchive;
import souk.platform.query.DeclaredProjections;
import souk.platform.query.Projections;
import souk.platform.query.StoredTokens;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

/** Rebuilds of the projections of this node. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RebuildSettings.class)
class RebuildConfiguration {

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService rebuildDecoders(RebuildSettings settings) {
        return Executors.newFixedThreadPool(
                settings.decoders(), Thread.ofPlatform().daemon().name("decoder-", 0).factory());
    }

    @Bean
    Courtesy courtesy(EventArchive archive, Projections projections, RebuildSettings settings) {
        return new Courtesy(
                new LiveWork(archive, projections),
                settings.lag(),
                settings.share(),
                System::nanoTime);
    }

    @Bean
    Rebuilds rebuilds(
            EventArchive archive,
            ExecutorService rebuildDecoders,
            DataSource dataSource,
            BackgroundDatabase background,
            EntityManagerFactory database,
            DeclaredProjections declared,
            Serializer serializer,
            BeanFactory beans,
            ObjectProvider<org.axonframework.config.Configuration> axon,
            Projections projections,
            RebuildSettings settings,
            Courtesy courtesy,
            Clock clock,
            JdbcOperations jdbc,
            PlatformTransactionManager transactions) {
        var workshop =
                new Workshop(
                        archive,
                        rebuildDecoders,
                        dataSource,
                        background.connections(),
                        database.unwrap(SessionFactoryImplementor.class),
                        declared,
                        new StoredTokens(
                                SharedEntityManagerCreator.createSharedEntityManager(database),
                                serializer),
                        beans,
                        axon::getObject,
                        projections,
                        settings,
                        courtesy,
                        clock);
        return new Rebuilds(
                workshop,
                new RebuildTable(jdbc),
                new Generations(jdbc),
                new TransactionTemplate(transactions),
                new ScratchSchemas(jdbc));
    }

    @Bean
    FirstBuilds firstBuilds(Projections projections, Rebuilds rebuilds, Clock clock) {
        return new FirstBuilds(projections, rebuilds, clock);
    }
}
