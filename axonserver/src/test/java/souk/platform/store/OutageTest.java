package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static souk.platform.store.StoreFixture.event;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** PostgreSQL goes away under a running store. */
class OutageTest {

    private static final String NOBODY = "jdbc:postgresql://127.0.0.1:1/nobody?user=nobody";

    private final StoreFixture store = StoreFixture.onFreshDatabase();
    private final EventStoreHealthIndicator health = new EventStoreHealthIndicator(store.store);

    @BeforeEach
    void store_an_event() {
        store.commit(event("a", 0));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static void isToldAsOutage(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(EventStoreUnavailableException.class);
    }

    @Test
    void reading_says_that_it_passes() {
        store.dataSource.setUrl(NOBODY);

        isToldAsOutage(() -> store.store.readEvents("a"));
        isToldAsOutage(() -> store.store.readEvents("a", 0));
        isToldAsOutage(() -> store.store.lastSequenceNumberFor("a"));
        isToldAsOutage(() -> store.store.lastSequenceNumbersFor(List.of("a", "b")));
        isToldAsOutage(() -> store.store.createHeadToken());
    }

    @Test
    void sealing_says_that_it_passes() {
        store.dataSource.setUrl(NOBODY);

        isToldAsOutage(() -> store.keys.seal("acc_1", "x".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void health_tells_the_head_or_what_is_wrong() {
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails()).containsEntry("head", 0L);

        store.dataSource.setUrl(NOBODY);

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void a_conflict_is_none() {
        assertThatThrownBy(() -> store.commit(event("a", 0)))
                .isInstanceOf(ConcurrencyException.class);
    }
}
