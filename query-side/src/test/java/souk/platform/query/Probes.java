package souk.platform.query;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import souk.platform.query.ProbeQueries.FindTotal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Lets events happen to probes, and looks at what the view makes of them. */
@Component
public class Probes {

    public static final String VIEW = "probe.view";

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final EventStore events;
    private final JdbcTemplate jdbc;
    private final Projections projections;
    private final QueryBus queries;
    private final Map<String, AtomicLong> sequences = new ConcurrentHashMap<>();

    Probes(EventStore events, JdbcTemplate jdbc, Projections projections, QueryBus queries) {
        this.events = events;
        this.jdbc = jdbc;
        this.projections = projections;
        this.queries = queries;
    }

    public static String name() {
        return "probe_" + NAMES.incrementAndGet();
    }

    /** Stores the events in one go, and answers the position of the last. */
    public long happen(ProbeEvent... happened) {
        List<EventMessage<?>> messages = new ArrayList<>();
        for (ProbeEvent event : happened) {
            messages.add(message(event.probe(), event));
        }
        events.publish(messages);
        return head();
    }

    /** Something that no projection handles. */
    long overheard() {
        String probe = name();
        events.publish(message(probe, new ProbeEvent.Overheard(probe)));
        return head();
    }

    /** Somebody else has stored so many events of the probe. */
    void continuing(String probe, long stored) {
        sequences.put(probe, new AtomicLong(stored));
    }

    private EventMessage<?> message(String probe, Object event) {
        long sequence = sequences.computeIfAbsent(probe, _ -> new AtomicLong()).getAndIncrement();
        return new GenericDomainEventMessage<>("Probe", probe, sequence, event);
    }

    private long head() {
        return StoredTokens.positionOf(events.createHeadToken());
    }

    public void awaitHandled(long position) {
        try {
            projections.await(VIEW, position, LONG_ENOUGH);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** As everybody else would. */
    public int ask(String probe) throws Throwable {
        var answer =
                queries.query(
                                new GenericQueryMessage<>(
                                        new FindTotal(probe),
                                        ResponseTypes.instanceOf(Integer.class)))
                        .join();
        if (answer.isExceptional()) {
            throw answer.exceptionResult();
        }
        return answer.getPayload();
    }

    public int total(String probe) {
        Integer total =
                jdbc.queryForObject(
                        "select total from probe_view.probe where probe = ?", Integer.class, probe);
        return total == null ? 0 : total;
    }

    @Nullable String label(String probe) {
        return jdbc.queryForObject(
                "select label from probe_view.probe where probe = ?", String.class, probe);
    }

    /** The letters of one probe's sequence, in their order. */
    public List<String> letters(String probe) {
        return jdbc.queryForList(
                """
                select payload_type || ' ' || coalesce(cause_type, 'waits')
                  from axon.dead_letter_entry
                 where processing_group = ? and sequence_identifier = ?
                 order by sequence_index
                """,
                String.class,
                VIEW,
                probe);
    }
}
