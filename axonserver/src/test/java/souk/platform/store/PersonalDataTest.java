package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static souk.platform.store.StoreFixture.event;

import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.kernel.CommonRejection.SubjectErased;
import souk.kernel.Personal;
import souk.kernel.Published;

import java.nio.charset.StandardCharsets;
import java.util.List;

class PersonalDataTest {

    record Address(String name, String city) {}

    @Published("test.Moved")
    record Moved(String account, Personal<String> email, Personal<List<Address>> to) {}

    private static final Moved MOVED =
            new Moved(
                    "acc_1",
                    Personal.of("acc_1", "leila@example.org"),
                    Personal.of("acc_1", List.of(new Address("Leïla", "تونس"))));

    private final StoreFixture store = StoreFixture.onFreshDatabase(Moved.class);

    @AfterEach
    void close() {
        store.close();
    }

    private Object readByAnotherProcess() {
        try (var other = new StoreFixture(store.url, Moved.class)) {
            return other.readAll().getFirst().getPayload();
        }
    }

    @Test
    void is_stored_unreadable() {
        store.commit(event("a", 0, MOVED));

        String stored =
                new String(store.log.stream("a", 0).getFirst().payload(), StandardCharsets.UTF_8);
        assertThat(stored)
                .contains("acc_1", "sealed")
                .doesNotContain("leila", "Leïla", "تونس", "value");
    }

    @Test
    void is_read_back_by_whoever_has_the_keys() {
        store.commit(event("a", 0, MOVED));

        assertThat(readByAnotherProcess()).isEqualTo(MOVED);
    }

    @Test
    void reads_as_erased_once_its_subject_is_erased() {
        store.commit(event("a", 0, MOVED));
        store.keys.erase("acc_1");

        assertThat(readByAnotherProcess())
                .isEqualTo(
                        new Moved(
                                "acc_1",
                                new Personal.Erased<>("acc_1"),
                                new Personal.Erased<>("acc_1")));
    }

    @Test
    void of_others_outlives_the_erasure_of_one() {
        store.commit(event("a", 0, MOVED));
        store.keys.erase("acc_2");

        assertThat(readByAnotherProcess()).isEqualTo(MOVED);
    }

    @Test
    void of_an_erased_subject_is_not_stored_again() {
        store.keys.erase("acc_1");

        assertThatThrownBy(() -> store.commit(event("a", 0, MOVED)))
                .hasRootCauseInstanceOf(ErasedSubjectException.class)
                .satisfies(
                        refused ->
                                assertThat(HandlerExecutionException.resolveDetails(refused))
                                        .contains(new SubjectErased()));
        assertThat(store.positions()).isEmpty();
    }

    @Test
    void outlives_the_rollback_of_whatever_went_on_around_it() {
        new TransactionTemplate(new JdbcTransactionManager(store.dataSource))
                .executeWithoutResult(
                        transaction -> {
                            store.commit(event("a", 0, MOVED));
                            transaction.setRollbackOnly();
                        });

        assertThat(readByAnotherProcess()).isEqualTo(MOVED);
    }

    @Test
    void of_a_subject_never_heard_of_can_still_be_sealed_after_looking() {
        store.keys.open("acc_1", new byte[64]);
        store.commit(event("a", 0, MOVED));

        assertThat(readByAnotherProcess()).isEqualTo(MOVED);
    }

    @Test
    void cannot_be_passed_off_as_somebody_elses() {
        store.commit(event("a", 0, MOVED));
        store.commit(
                event(
                        "b",
                        0,
                        new Moved(
                                "acc_2",
                                Personal.of("acc_2", "x"),
                                Personal.of("acc_2", List.of()))));
        store.jdbc.update(
                """
                update event_store.event
                   set payload = convert_to(replace(convert_from(payload, 'UTF8'), 'acc_1', 'acc_2'), 'UTF8')
                 where stream = 'a'
                """);

        assertThatThrownBy(this::readByAnotherProcess).hasStackTraceContaining("tampered");
    }

    @Test
    void travels_in_the_clear_between_nodes_that_may_see_it() {
        var messages = AllowListedSerializer.create();

        var travelled = messages.serialize(MOVED, byte[].class);

        Object arrived = messages.deserialize(travelled);
        assertThat(arrived).isEqualTo(MOVED);
    }

    @Test
    void messages_of_foreign_classes_are_not_read() {
        var evil =
                new SimpleSerializedObject<>(
                        "{}".getBytes(StandardCharsets.UTF_8),
                        byte[].class,
                        new SimpleSerializedType("javax.naming.InitialContext", null));

        assertThatThrownBy(() -> AllowListedSerializer.create().deserialize(evil))
                .isInstanceOf(UnknownNameException.class);
    }
}
