package souk.auction.command;

import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.HandlerExecutionException;

import souk.auction.AuctionCommand;
import souk.auction.AuctionEvent;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.command.AuctionSettings.RunnerUpPrice;
import souk.auction.command.AuctionStage.Given;
import souk.platform.process.MovableClock;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that decides on auctions, over events in memory, with a clock to be set. */
class InMemoryAuctions {

    final AuctionWorld world = new AuctionWorld();
    private final EventStore events =
            EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
    private final CommandBus commands = SimpleCommandBus.builder().build();
    private final MovableClock clock = new MovableClock();

    InMemoryAuctions(int runnersUp, List<AuctionSettings.Increment> increments) {
        world.settings = AuctionStage.settings(runnersUp, RunnerUpPrice.OWN_MAXIMUM, increments);
        EventSourcingRepository<Auction> auctions =
                EventSourcingRepository.builder(Auction.class).eventStore(events).build();
        world.handlers(new Given<>(auctions), new Given<>(events), () -> "secret", clock)
                .forEach(it -> new AnnotationCommandHandlerAdapter<>(it).subscribe(commands));
    }

    void at(Instant time) {
        clock.stopAt(time);
    }

    /** What it is answered with, or what it is refused with. */
    Object send(AuctionCommand command) {
        var callback = new FutureCallback<Object, Object>();
        commands.dispatch(new GenericCommandMessage<>(command), callback);
        CommandResultMessage<?> answer = callback.getResult();
        return answer.isExceptional() ? refusal(answer.exceptionResult()) : answer.getPayload();
    }

    private static Object refusal(Throwable failure) {
        Optional<Object> rejection = HandlerExecutionException.resolveDetails(failure);
        return rejection.orElseThrow(() -> new AssertionError(failure));
    }

    List<?> historyOf(String stream) {
        return events.readEvents(stream).asStream().map(it -> it.getPayload()).toList();
    }

    Course courseOf(String stream) {
        List<?> history = historyOf(stream);
        var course = new Course((AuctionScheduled) history.getFirst());
        history.forEach(it -> course.evolve((AuctionEvent) it));
        return course;
    }
}
