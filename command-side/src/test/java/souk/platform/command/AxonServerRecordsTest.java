package souk.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.platform.command.Shopping.addMug;
import static souk.platform.command.Shopping.create;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.cart.CartEvent.CartCreated;
import souk.cart.CartEvent.ItemAdded;
import souk.cart.CartId;
import souk.kernel.EventRecords;
import souk.kernel.MessageKeys;
import souk.kernel.proof.StoredRecord;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

@OverAxonServer
class AxonServerRecordsTest {

    @Autowired Shopping shopping;
    @Autowired EventRecords records;

    private final CartId cart = Shopping.newCart();

    private List<StoredRecord> read(long after, long last) {
        List<StoredRecord> all = new ArrayList<>();
        try (var reading = records.read(after, last)) {
            for (var piece = reading.next(); piece != null; piece = reading.next()) {
                all.addAll(piece);
            }
        }
        return all;
    }

    private static List<String> hashesOf(List<StoredRecord> records) {
        return records.stream().map(it -> HexFormat.of().formatHex(it.leafHash())).toList();
    }

    @Test
    void of_a_stream_are_those_of_the_log_to_the_byte() {
        long before = records.head();
        shopping.send(create(cart), Map.of(MessageKeys.ACTOR, "guest"));
        for (int i = 0; i < 25; i++) { // more than a snapshot takes
            shopping.carryOut(addMug(cart));
            shopping.carryOut(create(Shopping.newCart()));
        }

        List<StoredRecord> log = read(before, records.head());
        List<StoredRecord> ofCart =
                log.stream().filter(it -> it.stream().equals(cart.value())).toList();
        List<StoredRecord> stream = records.stream(cart.value(), 0);

        assertThat(stream).hasSize(26);
        assertThat(stream)
                .extracting(StoredRecord::position)
                .containsExactlyElementsOf(ofCart.stream().map(StoredRecord::position).toList());
        assertThat(hashesOf(stream)).isEqualTo(hashesOf(ofCart));
        assertThat(hashesOf(records.stream(cart.value(), 4, 2)))
                .isEqualTo(hashesOf(ofCart.subList(4, 6)));
        assertThat(hashesOf(records.stream(cart.value(), 20)))
                .isEqualTo(hashesOf(ofCart.subList(20, 26)));
        assertThat(hashesOf(read(before, records.head())))
                .startsWith(hashesOf(log).toArray(String[]::new));
    }

    @Test
    void say_everything_that_is_stored() {
        shopping.send(create(cart), Map.of(MessageKeys.ACTOR, "guest"));

        StoredRecord stored = records.stream(cart.value(), 0).getFirst();

        assertThat(stored.streamType()).isEqualTo("Cart");
        assertThat(stored.type()).isEqualTo("cart.CartCreated");
        assertThat(stored.revision()).isEqualTo("1");
        assertThat(stored.recordedAt()).isNull();
        assertThat(new String(stored.metadata(), StandardCharsets.UTF_8))
                .startsWith("{\"actor\":\"guest\",\"causationId\":")
                .contains("\"command\":\"cart.CreateCart\"");
        assertThat(new String(stored.payload(), StandardCharsets.UTF_8)).contains(cart.value());
    }

    @Test
    void are_dense_from_the_first_on() {
        long head = records.head();
        List<StoredRecord> first = read(-1, Math.min(head, 5_000));

        for (int i = 0; i < first.size(); i++) {
            assertThat(first.get(i).position()).isEqualTo(i);
        }
        assertThat(read(head, head)).isEmpty();
    }

    @Test
    void of_unknown_streams_are_none() {
        assertThat(records.stream("nobody", 0)).isEmpty();
    }

    @Test
    void are_decoded_with_their_origin() {
        shopping.send(create(cart), Map.of(MessageKeys.ACTOR, "guest"));
        shopping.carryOut(addMug(cart));

        var decoded =
                records.stream(cart.value(), 0).stream()
                        .flatMap(it -> records.decode(it).stream())
                        .map(it -> Objects.requireNonNull(it.event()))
                        .toList();

        assertThat(decoded.get(0).payload()).isInstanceOf(CartCreated.class);
        assertThat(decoded.get(1).payload()).isInstanceOf(ItemAdded.class);
        assertThat(decoded.get(0).metadata().get(MessageKeys.ACTOR)).isEqualTo("guest");
    }

    @Test
    void are_found_by_their_time() {
        shopping.carryOut(create(cart));
        StoredRecord stored = records.stream(cart.value(), 0).getFirst();

        assertThat(records.lastBy(stored.time())).isGreaterThanOrEqualTo(stored.position());
        assertThat(records.lastBy(stored.time().minusMillis(1))).isLessThan(stored.position());
        assertThat(records.lastBy(stored.time().plusSeconds(3_600))).isEqualTo(records.head());
    }
}
