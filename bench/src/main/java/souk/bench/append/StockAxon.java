package souk.bench.append;

import com.zaxxer.hikari.HikariDataSource;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import java.util.List;
import java.util.Map;

/**
 * Our carts on Axon as it comes: its command bus, its embedded event store, one of its engines, a
 * transaction around all.
 */
final class StockAxon implements AutoCloseable {

    private static final String CART = "souk.cart.command.Cart";

    /** One of Axon's relational engines. */
    interface Engine {
        EventStorageEngine on(
                HikariDataSource pool, TransactionManager transactions, Serializer serializer);

        PlatformTransactionManager transactions(HikariDataSource pool);
    }

    private final Configuration axon;

    private StockAxon(Configuration axon) {
        this.axon = axon;
    }

    static StockAxon with(
            Engine engine,
            HikariDataSource pool,
            CorrelationDataProvider origin,
            Map<Class<?>, Object> surroundings,
            boolean cached)
            throws ClassNotFoundException {
        TransactionManager transactions = new SpringTransactionManager(engine.transactions(pool));
        Configurer configurer =
                DefaultConfigurer.defaultConfiguration(false)
                        .configureSerializer(_ -> Jackson3Serializer.builder().build())
                        .configureTransactionManager(_ -> transactions)
                        .configureEmbeddedEventStore(
                                configuration ->
                                        engine.on(
                                                pool,
                                                transactions,
                                                configuration.eventSerializer()))
                        .configureCorrelationDataProviders(_ -> List.of(origin))
                        .configureAggregate(cart(cached));
        surroundings.forEach((type, there) -> provide(configurer, type, there));
        return new StockAxon(configurer.start());
    }

    private static <T> void provide(Configurer configurer, Class<T> type, Object there) {
        configurer.registerComponent(type, _ -> type.cast(there));
    }

    private static AggregateConfigurer<?> cart(boolean cached) throws ClassNotFoundException {
        AggregateConfigurer<?> cart = AggregateConfigurer.defaultConfiguration(Class.forName(CART));
        return cached ? cart.configureCache(_ -> new WeakReferenceCache()) : cart;
    }

    CommandGateway gateway() {
        return axon.commandGateway();
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
