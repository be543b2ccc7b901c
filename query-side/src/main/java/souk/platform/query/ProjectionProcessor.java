package souk.platform.query;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.EventProcessingException;
import org.axonframework.eventhandling.MultiEventHandlerInvoker;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Handles the events of one projection in batches. Where a batch fails and an event is at fault, it
 * halves the batch until that event is alone, parks it, and lets the others flow.
 */
class ProjectionProcessor extends PooledStreamingEventProcessor {

    private static final Logger log = LoggerFactory.getLogger(ProjectionProcessor.class);

    private final LiveProjection projection;
    private final boolean undivided;
    private final TransactionManager transactions;
    private final TokenStore tokens;
    private final LiveTables tables;
    private final BooleanSupplier isToBeBuilt;

    ProjectionProcessor(
            Builder builder,
            LiveProjection projection,
            boolean undivided,
            TransactionManager transactions,
            TokenStore tokens,
            LiveTables tables,
            BooleanSupplier isToBeBuilt) {
        super(builder.transactionManager(transactions).tokenStore(tokens));
        this.projection = projection;
        this.undivided = undivided;
        this.transactions = transactions;
        this.tokens = tokens;
        this.tables = tables;
        this.isToBeBuilt = isToBeBuilt;
        registerHandlerInterceptor(projection.lock().sharing());
    }

    /** Unless there is so much to handle that it is built faster than replayed. */
    @Override
    public void start() {
        if (isToBeBuilt.getAsBoolean()) {
            projection.waits(true);
        } else {
            begin();
        }
    }

    /** Whatever there is to handle. */
    void begin() {
        projection.waits(false);
        super.start();
    }

    /** Axon Server may ask for it, on behalf of somebody who does not know. */
    @Override
    public CompletableFuture<Boolean> splitSegment(int segment) {
        return undivided ? CompletableFuture.completedFuture(false) : super.splitSegment(segment);
    }

    @Override
    protected boolean canHandle(EventMessage<?> event, Segment segment) throws Exception {
        try {
            return super.canHandle(event, segment);
        } catch (Exception unreadable) {
            projection.failed(unreadable, positionOf(event));
            throw unreadable;
        }
    }

    @Override
    protected void processInUnitOfWork(
            List<? extends EventMessage<?>> events,
            UnitOfWork<? extends EventMessage<?>> unit,
            Collection<Segment> segments)
            throws Exception {
        Segment segment = segments.iterator().next();
        long begun = System.nanoTime();
        try {
            handle(events, unit, segment);
            projection.handled(segment.getSegmentId(), events.size(), System.nanoTime() - begun);
        } catch (Exception failure) {
            List<TrackedEventMessage<?>> batch = tracked(events);
            isolateOrFail(batch, segment, lastToken(batch, unit), failure, begun);
        }
    }

    private void isolateOrFail(
            List<TrackedEventMessage<?>> batch,
            Segment segment,
            TrackingToken end,
            Exception failure,
            long begun)
            throws Exception {
        try {
            isolate(batch, segment, end, failure);
            projection.isolated(
                    segment.getSegmentId(),
                    StoredTokens.positionOf(end),
                    batch.size(),
                    System.nanoTime() - begun);
        } catch (Exception stopped) {
            projection.failed(stopped, positionOf(batch.getLast()));
            throw stopped;
        }
    }

    private static List<TrackedEventMessage<?>> tracked(List<? extends EventMessage<?>> events) {
        return events.stream()
                .<TrackedEventMessage<?>>map(event -> (TrackedEventMessage<?>) event)
                .toList();
    }

    private void handle(
            List<? extends EventMessage<?>> events,
            UnitOfWork<? extends EventMessage<?>> unit,
            Segment segment)
            throws Exception {
        try {
            super.processInUnitOfWork(events, unit, Set.of(segment));
        } catch (Error error) {
            // Axon's work package would neither retry nor abort, but hang for ever
            throw new EventProcessingException("Failed with " + error, error);
        }
    }

    private void isolate(
            List<TrackedEventMessage<?>> batch,
            Segment segment,
            TrackingToken end,
            Exception failure)
            throws Exception {
        if (!EventFault.isBehind(failure)) {
            throw failure;
        }
        int middle = middleOf(batch);
        if (middle == 0) {
            log.warn("{} parks the event at {}", getName(), positionOf(batch.getFirst()), failure);
            inUnitOfItsOwn(batch, segment, end, failure);
        } else {
            List<TrackedEventMessage<?>> first = batch.subList(0, middle);
            attempt(first, segment, first.getLast().trackingToken());
            attempt(batch.subList(middle, batch.size()), segment, end);
        }
    }

    private void attempt(List<TrackedEventMessage<?>> batch, Segment segment, TrackingToken end)
            throws Exception {
        try {
            inUnitOfItsOwn(batch, segment, end, null);
        } catch (Exception failure) {
            isolate(batch, segment, end, failure);
        }
    }

    private void inUnitOfItsOwn(
            List<TrackedEventMessage<?>> batch,
            Segment segment,
            TrackingToken end,
            @Nullable Exception reasonToPark)
            throws Exception {
        var unit = new BatchingUnitOfWork<>(batch);
        unit.attachTransaction(transactions);
        unit.onPrepareCommit(_ -> tokens.storeToken(end, getName(), segment.getSegmentId()));
        if (reasonToPark != null) {
            Parking.because(reasonToPark, unit);
        }
        handle(batch, unit, segment);
    }

    /** Where to part a batch, 0 if nowhere: what one stored event was upcast to stays together. */
    private static int middleOf(List<TrackedEventMessage<?>> batch) {
        int middle = batch.size() / 2;
        while (middle > 0 && isOneEvent(batch, middle)) {
            middle--;
        }
        if (middle > 0) {
            return middle;
        }
        int later = batch.size() / 2 + 1;
        while (later < batch.size() && isOneEvent(batch, later)) {
            later++;
        }
        return later >= batch.size() ? 0 : later;
    }

    private static boolean isOneEvent(List<TrackedEventMessage<?>> batch, int index) {
        return batch.get(index).trackingToken().equals(batch.get(index - 1).trackingToken());
    }

    // the work package may have passed by events after the batch that are none of ours
    private TrackingToken lastToken(List<TrackedEventMessage<?>> batch, UnitOfWork<?> unit) {
        return unit.resources().get("Processor[" + getName() + "]/Token")
                        instanceof TrackingToken token
                ? token
                : batch.getLast().trackingToken();
    }

    private static long positionOf(EventMessage<?> event) {
        return event instanceof TrackedEventMessage<?> tracked
                ? StoredTokens.positionOf(tracked.trackingToken())
                : -1;
    }

    /** Calls the handlers with an event that had become a letter. */
    void handleAgain(EventMessage<?> event) throws Exception {
        for (var invoker : ((MultiEventHandlerInvoker) eventHandlerInvoker()).delegates()) {
            for (EventMessageHandler handler :
                    ((SimpleEventHandlerInvoker) invoker).eventHandlers()) {
                handler.handle(event);
            }
        }
    }

    /** Empties the tables too: what is replayed would otherwise meet its own rows. */
    @Override
    public <R> void resetTokens(@Nullable TrackingToken start, @Nullable R context) {
        transactions.executeInTransaction(
                () -> {
                    tables.empty(DeclaredProjections.schemaOf(getName()));
                    super.resetTokens(start, context);
                });
        projection.startsOver();
    }
}
