package souk.platform.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.kernel.EventArchive;
import souk.kernel.EventRecords;
import souk.kernel.Published;
import souk.platform.postgres.TestPostgres;

import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

/** The embedded store by itself, without Spring, as one process would have it. */
final class StoreFixture implements AutoCloseable {

    @Published("test.Happened")
    record Happened(String what) {}

    final String url;
    final PGSimpleDataSource dataSource = new PGSimpleDataSource();
    final JdbcTemplate jdbc;
    final EventLog log;
    final EventTail tail;
    final OtherProcesses others;
    final SubjectKeys keys;
    final PostgresEventStore store;
    private final EventRecords records;
    private final PublishedNames names;
    private final UpcasterChain upcasters;
    private final HeadWatcher watcher;
    private final GroupCommit writer;

    static StoreFixture onFreshDatabase(Class<?>... published) {
        String url = TestPostgres.freshDatabase();
        migrate(url);
        return new StoreFixture(url, published);
    }

    static void migrate(String url) {
        Flyway.configure()
                .dataSource(url, null, null)
                .defaultSchema("event_store")
                .createSchemas(true)
                .locations("classpath:db/event_store")
                .load()
                .migrate();
    }

    StoreFixture(String url, Class<?>... published) {
        this(url, List.of(), published);
    }

    StoreFixture(String url, List<RevisionUpcaster> upcasters, Class<?>... published) {
        this(url, GroupCommit.Settings.DEFAULT, upcasters, published);
    }

    StoreFixture(
            String url,
            GroupCommit.Settings settings,
            List<RevisionUpcaster> upcasters,
            Class<?>... published) {
        this.url = url;
        dataSource.setUrl(url);
        jdbc = new JdbcTemplate(dataSource);
        names =
                PublishedNames.of(
                        published.length == 0 ? new Class<?>[] {Happened.class} : published);
        var alone = OutsideTransactions.on(dataSource);
        keys = new SubjectKeys(alone, Clock.systemUTC());
        var serializer = new PublishedSerializer(names, PersonalModule.sealing(keys));
        log = new EventLog(alone);
        tail = new EventTail(log.head());
        others = new OtherProcesses(tail.head());
        writer =
                new GroupCommit(
                        dataSource,
                        (first, messages) -> {
                            others.stored(first, messages.size());
                            tail.stored(first, messages);
                        },
                        new AppendMetrics(new SimpleMeterRegistry()),
                        settings);
        var chain = new UpcasterChain(names, upcasters);
        this.upcasters = chain;
        var types = new EventTypes(alone);
        chain.mustReadAll(types.all());
        store =
                PostgresEventStore.over(
                        new PostgresEventStorageEngine(
                                log, types, writer, names, serializer, chain.toAxon()),
                        tail);
        records =
                new PostgresRecords(
                        dataSource,
                        log,
                        types,
                        new ArchivedEvents(names, serializer, chain.toAxon(), keys));
        watcher = new HeadWatcher(dataSource, tail, others);
    }

    EventRecords records() {
        return records;
    }

    /** All events, as a process reads them that has these keys. */
    EventArchive archive(SubjectKeys known) {
        return new PostgresArchive(
                dataSource,
                dataSource,
                log,
                new EventTypes(jdbc),
                new ArchivedEvents(
                        names,
                        new PublishedSerializer(names, PersonalModule.sealing(known)),
                        upcasters.toAxon(),
                        known));
    }

    static DomainEventMessage<?> event(String stream, long sequence) {
        return event(stream, sequence, new Happened(stream + "/" + sequence));
    }

    static DomainEventMessage<?> event(String stream, long sequence, Object payload) {
        return new GenericDomainEventMessage<>("Test", stream, sequence, payload);
    }

    /** All of them in one unit of work. */
    void commit(DomainEventMessage<?>... events) {
        var unit = DefaultUnitOfWork.startAndGet(null);
        try {
            store.publish(events);
            unit.commit();
        } catch (RuntimeException failed) {
            if (unit.isActive()) {
                unit.rollback(failed);
            }
            throw failed;
        }
    }

    void commitMany(String stream, int count) {
        IntStream.range(0, count).forEach(sequence -> commit(event(stream, sequence)));
    }

    List<Long> positions() {
        return jdbc.queryForList(
                "select position from event_store.event order by position", Long.class);
    }

    List<? extends TrackedEventMessage<?>> readAll() {
        try (var events = store.openStream(null)) {
            var all = new java.util.ArrayList<TrackedEventMessage<?>>();
            while (events.hasNextAvailable()) {
                all.add(events.nextAvailable());
            }
            return all;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        watcher.close();
        writer.close();
    }
}
