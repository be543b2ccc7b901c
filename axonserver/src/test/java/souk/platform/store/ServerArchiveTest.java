package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;

import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.GrpcBackedDomainEventData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import souk.cart.CartEvent;
import souk.cart.CartEvent.CartCleared;
import souk.cart.CartEvent.CartCreated;
import souk.cart.CartId;
import souk.cart.CartOwner;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Happened;
import souk.kernel.EventArchive.Piece;
import souk.kernel.EventArchive.Wanted;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class ServerArchiveTest {

    private static final PublishedNames NAMES =
            PublishedNames.of(CartCreated.class, CartCleared.class);
    private static final CartOwner OWNER = CartOwner.guest("somebody");

    private final StoreFixture keysOnly = StoreFixture.onFreshDatabase();
    private final PublishedSerializer serializer =
            new PublishedSerializer(NAMES, PersonalModule.sealing(keysOnly.keys));
    private final UpcasterChain upcasters = new UpcasterChain(NAMES, List.of());
    private final ArchivedEvents events =
            new ArchivedEvents(NAMES, serializer, upcasters.toAxon(), keysOnly.keys);
    private final CartId cart =
            new CartId(Ids.of(CartId.PREFIX, System.currentTimeMillis(), random()));

    @AfterEach
    void close() {
        keysOnly.close();
    }

    private static byte[] random() {
        byte[] random = new byte[10];
        new SecureRandom().nextBytes(random);
        return random;
    }

    @Test
    void what_the_server_sends_is_decoded_with_its_metadata_which_are_no_bytes() {
        Event sent =
                Event.newBuilder()
                        .setMessageIdentifier("id")
                        .setAggregateIdentifier(cart.value())
                        .setAggregateType("Cart")
                        .setAggregateSequenceNumber(3)
                        .setPayload(
                                SerializedObject.newBuilder()
                                        .setType("cart.CartCleared")
                                        .setRevision("1")
                                        .setData(json("{\"cartId\":\"" + cart.value() + "\"}")))
                        .putMetaData(
                                MessageKeys.ACTOR,
                                MetaDataValue.newBuilder().setTextValue("guest").build())
                        .build();
        List<Entry> decoded = new ArrayList<>();

        events.upcast(7, new GrpcBackedDomainEventData(sent), decoded);

        assertThat(happened(decoded))
                .singleElement()
                .returns(new CartCleared(cart), Happened::payload)
                .returns(3L, Happened::sequence)
                .returns("guest", it -> it.metadata().get(MessageKeys.ACTOR));
    }

    private static ByteString json(String text) {
        return ByteString.copyFrom(text, StandardCharsets.UTF_8);
    }

    @Test
    @EnabledIf(
            value = "souk.platform.store.TestAxonServer#isThere",
            disabledReason = TestAxonServer.MISSING)
    void reads_what_is_wanted_from_the_server_in_order() {
        var settings = AxonServerConfiguration.builder().build();
        var connections =
                AxonServerConnectionManager.builder()
                        .routingServers(TestAxonServer.address())
                        .axonServerConfiguration(settings)
                        .build();
        try {
            var configuration = new ServerModeConfiguration();
            var store =
                    configuration.eventStore(
                            settings, connections, NAMES, serializer, upcasters, false);
            var archive = configuration.eventArchive(settings, connections, store, events);
            long before = archive.head();
            // a cart that all who read along can make a view of
            store(store, 0, new CartCreated(cart, OWNER));
            store(store, 1, new CartCleared(cart));

            List<Entry> read = new ArrayList<>();
            var wanted = new Wanted(CartEvent.class::isAssignableFrom, true);
            try (var reading = archive.read(wanted, before, archive.head())) {
                for (Piece piece = reading.next(); piece != null; piece = reading.next()) {
                    read.addAll(piece.decode());
                }
            }
            read.removeIf(it -> !it.stream().equals(cart.value()));

            assertThat(read).extracting(Entry::position).isSorted().hasSize(2);
            assertThat(happened(read))
                    .extracting(Happened::payload)
                    .containsExactly(new CartCreated(cart, OWNER), new CartCleared(cart));
            assertThat(happened(read))
                    .allSatisfy(
                            it ->
                                    assertThat(it.metadata().get(MessageKeys.ACTOR))
                                            .isEqualTo("guest"));
        } finally {
            connections.shutdown();
        }
    }

    private void store(ServerEventStore store, long sequence, Object event) {
        var unit = DefaultUnitOfWork.startAndGet(null);
        store.publish(
                StoreFixture.event(cart.value(), sequence, event)
                        .andMetaData(Map.of(MessageKeys.ACTOR, "guest")));
        unit.commit();
    }

    private static List<Happened> happened(List<Entry> entries) {
        return entries.stream().map(Entry::event).map(Objects::requireNonNull).toList();
    }
}
