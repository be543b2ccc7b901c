package souk.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What glances are told of what their own process stores, while nobody else stores anything. */
class GlancesTest {

    private static final String STREAM = "stream";

    private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    private final AtomicLong now = new AtomicLong();
    private final Glances glances =
            new Glances(beans.getBeanProvider(EventStore.class), _ -> true, now::incrementAndGet);
    private final Glance<Integer> glance = glances.of(0, (count, _) -> count + 1);
    private Configuration axon;

    @BeforeEach
    void start() {
        var configurer =
                DefaultConfigurer.defaultConfiguration(false)
                        .configureEmbeddedEventStore(_ -> engine);
        glances.configureModule(configurer);
        axon = configurer.start();
        beans.registerSingleton("eventStore", axon.eventStore());
        engine.appendEvents(event(0));
        assertThat(glance.recent(STREAM)).isEqualTo(1);
    }

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    private static GenericDomainEventMessage<String> event(long sequence) {
        return new GenericDomainEventMessage<>("Type", STREAM, sequence, "event");
    }

    @Test
    void what_a_unit_of_work_has_stored_is_seen_once_it_is_committed() {
        var unit = DefaultUnitOfWork.startAndGet(null);
        axon.eventStore().publish(event(1));
        glance.recent(STREAM);

        unit.commit();

        assertThat(glance.recent(STREAM)).isEqualTo(2);
    }

    @Test
    void what_is_stored_is_seen_while_its_unit_of_work_lingers() {
        var unit = DefaultUnitOfWork.startAndGet(null);
        axon.eventStore().publish(event(1));
        unit.onCommit(
                _ -> {
                    now.addAndGet(TimeUnit.SECONDS.toNanos(2));
                    assertThat(glance.recent(STREAM)).isEqualTo(2);
                });

        unit.commit();
    }

    @Test
    void what_a_unit_of_work_has_stored_is_seen_although_it_fails_afterwards() {
        var unit = DefaultUnitOfWork.startAndGet(null);
        axon.eventStore().publish(event(1));
        unit.onCommit(
                _ -> {
                    throw new IllegalStateException("after the events are stored");
                });

        assertThatIllegalStateException().isThrownBy(unit::commit);

        assertThat(glance.recent(STREAM)).isEqualTo(2);
    }
}
