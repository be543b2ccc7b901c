package souk.platform.command;

import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import souk.kernel.OtherWriters;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Makes glances, and tells them what this process stores as soon as it is stored. */
@Component
public class Glances implements ConfigurerModule {

    private final List<Glance<?>> all = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final ObjectProvider<EventStore> events;
    private final OtherWriters others;
    private final LongSupplier nanoTime;

    @Autowired
    Glances(ObjectProvider<EventStore> events, OtherWriters others) {
        this(events, others, System::nanoTime);
    }

    Glances(ObjectProvider<EventStore> events, OtherWriters others, LongSupplier nanoTime) {
        this.events = events;
        this.others = others;
        this.nanoTime = nanoTime;
    }

    /**
     * A glance at streams of one kind.
     *
     * @param after what an event, or a snapshot, makes of a state
     */
    public <S> Glance<S> of(S nothing, BiFunction<S, Object, S> after) {
        Glance<S> glance =
                new Glance<>(events::getObject, this::isSilent, nothing, after, nanoTime);
        all.add(glance);
        return glance;
    }

    // what we store ourselves is told after the commit, which may take its time
    private boolean isSilent(String stream, long since) {
        return !underWay.containsKey(stream) && others.silentSince(since);
    }

    @Override
    public void configureModule(Configurer axon) {
        axon.onInitialize(
                configuration ->
                        configuration.onStart(
                                Phase.LOCAL_MESSAGE_HANDLER_REGISTRATIONS,
                                () ->
                                        configuration
                                                .eventStore()
                                                .registerDispatchInterceptor(
                                                        stored -> {
                                                            whenStored(stored);
                                                            return (_, event) -> event;
                                                        })));
    }

    private void whenStored(List<? extends EventMessage<?>> stored) {
        if (CurrentUnitOfWork.isStarted()) {
            UnitOfWork<?> root = CurrentUnitOfWork.get().root();
            var told = new AtomicBoolean();
            forEachOf(
                    stored,
                    event -> underWay.merge(event.getAggregateIdentifier(), 1, Integer::sum));
            root.afterCommit(
                    _ -> {
                        tell(stored, Glance::stored);
                        told.set(true);
                    });
            root.onCleanup(
                    _ -> {
                        if (!told.get()) { // events may be there all the same
                            outdate(stored);
                        }
                        forEachOf(stored, event -> ends(event.getAggregateIdentifier()));
                    });
        } else {
            // it is not there yet: whoever looks in between learns of it a minute later
            outdate(stored);
        }
    }

    private void outdate(List<? extends EventMessage<?>> stored) {
        tell(stored, (glance, event) -> glance.outdate(event.getAggregateIdentifier()));
    }

    private void ends(String stream) {
        underWay.computeIfPresent(stream, (_, units) -> units == 1 ? null : units - 1);
    }

    private void tell(
            List<? extends EventMessage<?>> stored,
            BiConsumer<Glance<?>, DomainEventMessage<?>> news) {
        forEachOf(stored, event -> all.forEach(glance -> news.accept(glance, event)));
    }

    private static void forEachOf(
            List<? extends EventMessage<?>> stored, Consumer<DomainEventMessage<?>> action) {
        for (EventMessage<?> event : stored) {
            if (event instanceof DomainEventMessage<?> ofStream) {
                action.accept(ofStream);
            }
        }
    }
}
