package souk.platform.store;

import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.kernel.EventRecords;

import java.util.stream.IntStream;

import javax.sql.DataSource;

/** A real event table with nothing around it, for those who read it to the byte. */
public final class TestLog implements AutoCloseable {

    private final StoreFixture store = StoreFixture.onFreshDatabase();
    private int streams;

    public EventRecords records() {
        return store.records();
    }

    public DataSource database() {
        return store.dataSource;
    }

    public JdbcTemplate jdbc() {
        return store.jdbc;
    }

    public String url() {
        return store.url;
    }

    /** Stores so many events, all at once. */
    public void append(int events) {
        String stream = "stream-" + streams++;
        store.commit(
                IntStream.range(0, events)
                        .mapToObj(sequence -> StoreFixture.event(stream, sequence))
                        .toArray(DomainEventMessage<?>[]::new));
    }

    @Override
    public void close() {
        store.close();
    }
}
