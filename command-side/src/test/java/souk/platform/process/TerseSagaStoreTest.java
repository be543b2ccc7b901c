package souk.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValuesImpl;
import org.axonframework.modelling.saga.repository.jpa.JpaSagaStore;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.order.process.PaymentSaga;

import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What it writes Axon's own store reads, and the other way round. */
@ProcessNode
class TerseSagaStoreTest {

    private static final Class<PaymentSaga> TYPE = PaymentSaga.class;

    @Autowired JpaSagaStore store;
    @Autowired EntityManagerProvider entities;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;

    @Autowired
    @Qualifier("eventSerializer")
    Serializer serializer;

    private final String id = UUID.randomUUID().toString();
    private final AssociationValue order = new AssociationValue("orderId", "ord_" + id);
    private final AssociationValue other = new AssociationValue("other", id);
    private JpaSagaStore ofAxon;

    @BeforeEach
    void insert() {
        ofAxon =
                JpaSagaStore.builder()
                        .entityManagerProvider(entities)
                        .serializer(serializer)
                        .build();
        assertThat(store).isInstanceOf(TerseSagaStore.class);
        within(
                () -> {
                    store.insertSaga(TYPE, id, new PaymentSaga(), Set.of(order, other));
                    return id;
                });
    }

    private <T> T within(Supplier<T> work) {
        return new TransactionTemplate(transactions)
                .execute(
                        _ -> {
                            var unit = DefaultUnitOfWork.startAndGet(null);
                            try {
                                return work.get();
                            } finally {
                                unit.rollback();
                            }
                        });
    }

    private Object rowVersion() {
        return jdbc.queryForMap(
                "select xmin::text, ctid::text from axon.saga_entry where saga_id = ?", id);
    }

    @Test
    void is_found_by_each_of_its_values_and_loaded_with_all() {
        for (JpaSagaStore any : Set.of(store, ofAxon)) {
            within(
                    () -> {
                        assertThat(any.findSagas(TYPE, other)).containsExactly(id);
                        assertThat(any.findSagas(TYPE, order)).containsExactly(id);
                        assertThat(any.loadSaga(TYPE, id).associationValues())
                                .containsExactlyInAnyOrder(order, other);
                        return id;
                    });
        }
        assertThat(within(() -> store.loadSaga(TYPE, id)).associationValues()).hasSize(2);
        assertThat(within(() -> store.findSagas(TYPE, new AssociationValue("orderId", "x"))))
                .isEmpty();
        assertThat(within(() -> store.loadSaga(TYPE, "nobody"))).isNull();
    }

    @Test
    void is_not_written_where_nothing_has_changed() {
        Object before = rowVersion();

        within(
                () -> {
                    store.findSagas(TYPE, order);
                    var entry = store.loadSaga(TYPE, id);
                    store.updateSaga(
                            TYPE,
                            id,
                            entry.saga(),
                            new AssociationValuesImpl(entry.associationValues()));
                    return id;
                });

        assertThat(rowVersion()).isEqualTo(before);
    }

    /** As one would be that needs a class which this version lacks. */
    static class Incomplete {
        public String getPart() {
            throw new NoClassDefFoundError("Part");
        }
    }

    @Test
    void fails_with_an_exception_where_writing_it_fails_with_an_error() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                within(
                                        () -> {
                                            store.insertSaga(
                                                    Incomplete.class,
                                                    "e",
                                                    new Incomplete(),
                                                    Set.of());
                                            return id;
                                        }))
                .withCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void is_written_with_values_that_come_and_go() {
        var late = new AssociationValue("late", id);

        within(
                () -> {
                    store.findSagas(TYPE, order);
                    var entry = store.loadSaga(TYPE, id);
                    var values = new AssociationValuesImpl(entry.associationValues());
                    values.add(late);
                    values.remove(other);
                    store.updateSaga(TYPE, id, entry.saga(), values);
                    return id;
                });

        assertThat(within(() -> ofAxon.findSagas(TYPE, late))).containsExactly(id);
        assertThat(within(() -> store.findSagas(TYPE, late))).containsExactly(id);
        assertThat(within(() -> store.findSagas(TYPE, other))).isEmpty();
    }

    @Test
    void leaves_nothing_when_it_ends() {
        within(
                () -> {
                    store.deleteSaga(TYPE, id, Set.of(order, other));
                    return id;
                });

        assertThat(within(() -> ofAxon.findSagas(TYPE, order))).isEmpty();
        assertThat(within(() -> ofAxon.loadSaga(TYPE, id))).isNull();
    }

    @Test
    void does_not_use_the_numbers_of_values_that_axon_s_store_takes() {
        for (int i = 0; i < 120; i++) {
            String next = UUID.randomUUID().toString();
            JpaSagaStore any = i % 3 == 0 ? store : ofAxon;
            within(
                    () -> {
                        any.insertSaga(
                                TYPE,
                                next,
                                new PaymentSaga(),
                                Set.of(new AssociationValue("orderId", next)));
                        return next;
                    });
            assertThat(within(() -> store.findSagas(TYPE, new AssociationValue("orderId", next))))
                    .containsExactly(next);
        }
    }
}
