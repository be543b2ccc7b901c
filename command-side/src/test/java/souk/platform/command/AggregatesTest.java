package souk.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import souk.kernel.CommonRejection.NotFound;
import souk.kernel.Rejected;
import souk.kernel.SequenceNumbers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Refusals that rest on many streams are checked in one go. */
class AggregatesTest {

    record Made(String id) {}

    static class Thing {
        @AggregateIdentifier private String id;

        @EventSourcingHandler
        void on(Made made) {
            id = made.id();
        }
    }

    /** Counts how often it is asked. */
    private static class Store extends EmbeddedEventStore implements SequenceNumbers {

        private final List<Set<String>> asked = new ArrayList<>();

        Store() {
            super(EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()));
        }

        void store(String stream, long sequence) {
            publish(new GenericDomainEventMessage<>("Thing", stream, sequence, new Made(stream)));
        }

        @Override
        public Optional<Long> lastSequenceNumberFor(String stream) {
            asked.add(Set.of(stream));
            return super.lastSequenceNumberFor(stream);
        }

        @Override
        public Map<String, Long> lastSequenceNumbersFor(Collection<String> streams) {
            asked.add(Set.copyOf(streams));
            Map<String, Long> last = new HashMap<>();
            streams.forEach(
                    stream ->
                            super.lastSequenceNumberFor(stream)
                                    .ifPresent(it -> last.put(stream, it)));
            return last;
        }
    }

    private final Store store = new Store();
    private final EventSourcingRepository<Thing> repository =
            EventSourcingRepository.builder(Thing.class).eventStore(store).build();
    private final Aggregates<Thing> things =
            new Aggregates<>(Thing.class, () -> repository, () -> store);
    private DefaultUnitOfWork<?> unit;

    @BeforeEach
    void there_are_three() {
        List.of("a", "b", "c").forEach(it -> store.store(it, 0));
        unit = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("decide"));
        store.asked.clear();
    }

    @AfterEach
    void close() {
        unit.rollback();
        store.shutDown();
    }

    private Object refused() {
        List.of("a", "b", "c").forEach(things::find);
        throw new Rejected(new NotFound("thing"));
    }

    @Test
    void a_refusal_is_checked_by_one_question() {
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> things.decide(this::refused));

        assertThat(store.asked).containsExactly(Set.of("a", "b", "c"));
    }

    @Test
    void one_that_rests_on_something_outdated_is_decided_again() {
        assertThatExceptionOfType(ConcurrencyException.class)
                .isThrownBy(
                        () ->
                                things.decide(
                                        () -> {
                                            things.find("c");
                                            Apart.from(
                                                    () -> {
                                                        store.store("c", 1);
                                                        return "stored";
                                                    });
                                            return refused();
                                        }));
    }

    @Test
    void what_rests_on_nothing_asks_nothing() {
        assertThat(things.decide(() -> "an answer")).isEqualTo("an answer");

        assertThat(store.asked).isEmpty();
    }
}
