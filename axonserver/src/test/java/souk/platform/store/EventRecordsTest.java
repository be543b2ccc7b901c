package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.platform.store.StoreFixture.event;

import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import souk.kernel.EventArchive;
import souk.kernel.EventRecords;
import souk.kernel.Personal;
import souk.kernel.Published;
import souk.kernel.proof.StoredRecord;
import souk.platform.store.StoreFixture.Happened;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

class EventRecordsTest {

    @Published("test.MovedOnRecord")
    record Moved(String account, Personal<String> email) {}

    private final StoreFixture store = StoreFixture.onFreshDatabase(Happened.class, Moved.class);
    private final EventRecords records = store.records();

    @AfterEach
    void close() {
        store.close();
    }

    private List<StoredRecord> read(EventRecords from, long after, long last) {
        List<StoredRecord> all = new ArrayList<>();
        try (var reading = from.read(after, last)) {
            for (var piece = reading.next(); piece != null; piece = reading.next()) {
                all.addAll(piece);
            }
        }
        return all;
    }

    private List<StoredRecord> readAll() {
        return read(records, -1, records.head());
    }

    @Test
    void say_everything_that_is_stored() {
        DomainEventMessage<?> message =
                event("a", 0).andMetaData(Map.of("actor", "guest", "role", "guest"));
        Instant before = Instant.now().minusSeconds(60);
        store.commit(message);

        assertThat(readAll())
                .singleElement()
                .satisfies(
                        stored -> {
                            assertThat(stored.position()).isZero();
                            assertThat(stored.id()).isEqualTo(message.getIdentifier());
                            assertThat(stored.stream()).isEqualTo("a");
                            assertThat(stored.sequence()).isZero();
                            assertThat(stored.streamType()).isEqualTo("Test");
                            assertThat(stored.type()).isEqualTo("test.Happened");
                            assertThat(stored.revision()).isEqualTo("1");
                            assertThat(stored.time())
                                    .isEqualTo(
                                            message.getTimestamp().truncatedTo(ChronoUnit.MICROS));
                            assertThat(stored.recordedAt()).isAfter(before);
                            assertThat(text(stored.metadata())).contains("\"actor\":\"guest\"");
                            assertThat(text(stored.payload())).isEqualTo("{\"what\":\"a/0\"}");
                        });
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void have_the_same_hash_however_they_are_read() {
        store.commit(event("a", 0), event("b", 0), event("a", 1));

        try (var other = new StoreFixture(store.url, Happened.class, Moved.class)) {
            List<StoredRecord> again = read(other.records(), -1, 2);
            assertThat(hashesOf(again)).isEqualTo(hashesOf(readAll()));
            assertThat(hashesOf(other.records().stream("a", 0)))
                    .isEqualTo(hashesOf(List.of(again.get(0), again.get(2))));
        }
    }

    private static List<String> hashesOf(List<StoredRecord> records) {
        return records.stream().map(it -> HexFormat.of().formatHex(it.leafHash())).toList();
    }

    @Test
    void of_a_range_begin_after_the_one_position_and_end_with_the_other() {
        store.commitMany("a", 5);

        assertThat(read(records, 1, 3)).extracting(StoredRecord::position).containsExactly(2L, 3L);
        assertThat(read(records, 4, 4)).isEmpty();
        assertThat(read(records, 2, 99)).extracting(StoredRecord::position).contains(4L);
    }

    @Test
    void come_in_order_and_without_a_gap_however_many_there_are() {
        store.commit(event("a", 0));
        store.jdbc.execute(
                """
                insert into event_store.event
                select n, 's' || n, 0, 1, now(), now(), gen_random_uuid(), '{}', '{}'
                  from generate_series(1, 260000) n
                """);

        assertThat(readAll())
                .extracting(StoredRecord::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 260_000).boxed().toList());
    }

    @Test
    void of_a_stream_have_their_positions() {
        store.commit(event("a", 0), event("b", 0), event("a", 1), event("a", 2));

        assertThat(records.stream("a", 1))
                .extracting(StoredRecord::position)
                .containsExactly(2L, 3L);
        assertThat(records.stream("a", 0, 2))
                .extracting(StoredRecord::position)
                .containsExactly(0L, 2L);
        assertThat(records.stream("nothing", 0)).isEmpty();
    }

    @Test
    void keep_sealed_what_is_sealed_and_open_it_when_decoded() {
        var moved = new Moved("acc_1", Personal.of("acc_1", "leila@example.org"));
        store.commit(event("a", 0, moved));

        StoredRecord stored = readAll().getFirst();
        byte[] hash = stored.leafHash();

        assertThat(text(stored.payload())).contains("sealed").doesNotContain("leila");
        assertThat(records.decode(stored)).singleElement().returns(moved, this::payloadOf);

        store.keys.erase("acc_1");

        assertThat(readAll().getFirst().leafHash()).isEqualTo(hash);
        assertThat(records.decode(stored))
                .singleElement()
                .returns(new Moved("acc_1", new Personal.Erased<>("acc_1")), this::payloadOf);
    }

    private Object payloadOf(EventArchive.Entry entry) {
        return entry.event() == null ? "unreadable" : entry.event().payload();
    }

    @Test
    void decoded_know_whose_they_are_and_who_caused_them() {
        store.commit(event("a", 0).andMetaData(Map.of("actor", "guest")));

        var entry = records.decode(readAll().getFirst()).getFirst();

        assertThat(entry.position()).isZero();
        assertThat(entry.stream()).isEqualTo("a");
        assertThat(entry.event()).isNotNull();
        assertThat(entry.event().sequence()).isZero();
        assertThat(entry.event().metadata().get("actor")).isEqualTo("guest");
    }

    @Test
    void whose_type_was_taken_away_are_told_all_the_same() {
        store.commit(event("a", 0));
        byte[] hash = readAll().getFirst().leafHash();
        store.jdbc.update("delete from event_store.event_type");

        try (var other = new StoreFixture(store.url, Happened.class)) {
            assertThat(read(other.records(), -1, 0).getFirst().leafHash()).isNotEqualTo(hash);
        }
    }

    @Test
    void are_found_by_when_they_were_recorded() {
        assertThat(records.lastBy(Instant.now())).isEqualTo(-1);
        store.commit(event("a", 0));
        store.commit(event("a", 1));

        List<StoredRecord> all = readAll();

        assertThat(records.lastBy(at(all.get(0)))).isZero();
        assertThat(records.lastBy(at(all.get(0)).minus(1, ChronoUnit.MICROS))).isEqualTo(-1);
        assertThat(records.lastBy(at(all.get(1)))).isEqualTo(1);
        assertThat(records.lastBy(at(all.get(1)).plusSeconds(9))).isEqualTo(1);
        assertThat(records.head()).isEqualTo(1);
    }

    private static Instant at(StoredRecord stored) {
        assertThat(stored.recordedAt()).isNotNull();
        return stored.recordedAt();
    }
}
