package souk.kernel.proof;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Hashes here were reckoned by other means, from what the documentation says. */
class StoredRecordTest {

    private static final Instant TIME = Instant.parse("2026-11-21T21:00:00.123456Z");
    private static final Instant RECORDED = Instant.parse("2026-11-21T21:00:00.123457Z");

    private static StoredRecord record(
            long position, String stream, String streamType, String type, @Nullable Instant at) {
        return new StoredRecord(
                position,
                "00000000-0000-7000-8000-000000000007",
                stream,
                0,
                streamType,
                type,
                "1",
                TIME,
                at,
                bytes("{\"actor\":\"guest\"}"),
                bytes("{\"city\":\"تونس\"}"));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(StoredRecord stored) {
        return HexFormat.of().formatHex(stored.leafHash());
    }

    @Example
    void has_the_hash_of_all_its_fields_with_their_lengths() {
        assertThat(hash(record(7, "ord_1", "order.Order", "order.OrderPlaced", RECORDED)))
                .isEqualTo("a2acb8811fe28b9f1d46009cc512560092aefde8841937fe096946f76b75ec2d");
    }

    @Example
    void has_one_as_well_where_nobody_knows_when_it_was_recorded() {
        assertThat(hash(record(7, "ord_1", "order.Order", "order.OrderPlaced", null)))
                .isEqualTo("018944a9762a417e2ad50d76cbdb567f9e40814f71413c53780749d0c4527551");
    }

    @Example
    void has_another_hash_wherever_it_differs() {
        Set<String> hashes = new HashSet<>();
        hashes.add(hash(record(7, "ord_1", "order.Order", "order.OrderPlaced", TIME)));
        hashes.add(hash(record(8, "ord_1", "order.Order", "order.OrderPlaced", TIME)));
        hashes.add(hash(record(7, "ord_2", "order.Order", "order.OrderPlaced", TIME)));
        hashes.add(hash(record(7, "ord_1o", "rder.Order", "order.OrderPlaced", TIME)));
        hashes.add(hash(record(7, "ord_1", "order.Ordero", "rder.OrderPlaced", TIME)));
        hashes.add(hash(record(7, "ord_1", "order.Order", "order.OrderPlaced", null)));
        hashes.add(hash(record(7, "ord_1", "order.Order", "order.OrderPlaced", RECORDED)));

        assertThat(hashes).hasSize(7);
    }
}
