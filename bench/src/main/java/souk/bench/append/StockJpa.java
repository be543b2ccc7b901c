package souk.bench.append;

import com.zaxxer.hikari.HikariDataSource;

import jakarta.persistence.EntityManagerFactory;

import org.axonframework.common.jpa.SimpleEntityManagerProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;

import java.util.Map;
import java.util.Objects;

/**
 * Axon's JPA engine on Hibernate; bytes are bytea columns, as Axon's documentation advises for
 * PostgreSQL.
 */
final class StockJpa implements StockAxon.Engine {

    private static final String ENTITIES = "org.axonframework.eventsourcing.eventstore.jpa";

    private final EntityManagerFactory entityManagers;

    StockJpa(HikariDataSource pool) {
        var factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(pool);
        factory.setPackagesToScan(ENTITIES);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(
                Map.of(
                        "hibernate.hbm2ddl.auto",
                        "update",
                        "hibernate.dialect",
                        ByteaDialect.class.getName()));
        factory.afterPropertiesSet();
        entityManagers = Objects.requireNonNull(factory.getObject());
    }

    @Override
    public EventStorageEngine on(
            HikariDataSource pool, TransactionManager transactions, Serializer serializer) {
        return JpaEventStorageEngine.builder()
                .entityManagerProvider(
                        new SimpleEntityManagerProvider(
                                SharedEntityManagerCreator.createSharedEntityManager(
                                        entityManagers)))
                .transactionManager(transactions)
                .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver())
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
    }

    @Override
    public PlatformTransactionManager transactions(HikariDataSource pool) {
        return new JpaTransactionManager(entityManagers);
    }
}
