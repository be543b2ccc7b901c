package souk.platform.query;

import jakarta.persistence.EntityManager;

import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializationException;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What one unit of work has touched, on the connection of its transaction. */
class TouchedTables {

    private final UnitOfWork<?> unit;
    private final SessionFactoryImplementor mappings;
    private final EntityManager transaction;
    private final Map<RowStatements<?>, TouchedRows<?>> tables = new LinkedHashMap<>();
    private @Nullable StatelessSession session;
    private @Nullable List<Object> events;

    TouchedTables(
            UnitOfWork<?> unit, SessionFactoryImplementor mappings, EntityManager transaction) {
        this.unit = unit;
        this.mappings = mappings;
        this.transaction = transaction;
    }

    @SuppressWarnings("unchecked") // each is put under its own
    <R> TouchedRows<R> of(RowStatements<R> statements) {
        return (TouchedRows<R>)
                tables.computeIfAbsent(statements, it -> new TouchedRows<>(it, this));
    }

    /** One that remembers no rows: that is done here. */
    SharedSessionContractImplementor session() {
        StatelessSession open = session;
        if (open == null) {
            open =
                    transaction
                            .unwrap(Session.class)
                            .doReturningWork(
                                    connection ->
                                            mappings.withStatelessOptions()
                                                    .connection(connection)
                                                    .openStatelessSession());
            session = open;
        }
        return (SharedSessionContractImplementor) open;
    }

    /** All events that are handled together, as far as they can be read. */
    List<Object> events() {
        List<Object> known = events;
        if (known == null) {
            known =
                    unit instanceof BatchingUnitOfWork<?> batch
                            ? batch.getMessages().stream().flatMap(TouchedTables::payload).toList()
                            : List.of();
            events = known;
        }
        return known;
    }

    // what can't be read is told of by whoever handles it
    private static Stream<Object> payload(Message<?> message) {
        try {
            return Stream.of(message.getPayload());
        } catch (SerializationException unreadable) {
            return Stream.empty();
        }
    }

    void write() {
        new ArrayList<>(tables.values()).forEach(TouchedRows::write);
    }

    void close() {
        StatelessSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
