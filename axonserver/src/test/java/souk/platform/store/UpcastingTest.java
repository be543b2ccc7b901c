package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;

import souk.auction.AuctionEvent.BidAccepted;
import souk.kernel.Ids;
import souk.kernel.Published;
import souk.kernel.Sha256;
import souk.payment.PaymentEvent.RefundedElsewhere;
import souk.payment.RefundId;
import souk.platform.store.StoreFixture.Happened;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

class UpcastingTest {

    /** What was called test.Priced then: one name can't name two classes at a time. */
    @Published("test.PricedThen")
    record Priced(String price) {}

    @Published("test.Priced")
    @Revision("3")
    record PricedInCents(long cents, String currency) {}

    private static RevisionUpcaster step(String from, String to) {
        return new RevisionUpcaster("test.Priced", from, to) {
            @Override
            protected ObjectNode upcast(ObjectNode fields) {
                return "1".equals(from)
                        ? fields.put(
                                "cents", Long.parseLong(fields.remove("price").stringValue()) * 100)
                        : fields.put("currency", "EUR");
            }
        };
    }

    private static final PublishedNames NAMES = PublishedNames.of(PricedInCents.class);

    private static StoreFixture asItWasThen() {
        var then = StoreFixture.onFreshDatabase(Priced.class);
        then.commit(StoreFixture.event("a", 0, new Priced("12")));
        then.commit(StoreFixture.event("a", 1, new Priced("13")));
        then.jdbc.update("update event_store.event_type set name = 'test.Priced'");
        return then;
    }

    @Test
    void an_old_event_is_lifted_revision_by_revision() {
        try (var then = asItWasThen()) {

            try (var now =
                    new StoreFixture(
                            then.url,
                            List.of(step("2", "3"), step("1", "2")),
                            PricedInCents.class)) {
                assertThat(now.readAll())
                        .extracting(message -> (Object) message.getPayload())
                        .containsExactly(
                                new PricedInCents(1200, "EUR"), new PricedInCents(1300, "EUR"));
                assertThat(now.store.readEvents("a").next().getPayload())
                        .isEqualTo(new PricedInCents(1200, "EUR"));
            }
        }
    }

    @Test
    void a_store_that_could_not_be_read_is_not_opened() {
        try (var then = asItWasThen()) {

            assertThatThrownBy(
                            () ->
                                    new StoreFixture(
                                            then.url, List.of(step("2", "3")), PricedInCents.class))
                    .hasMessageContaining("test.Priced revision 1");
        }
    }

    /** A snapshot of streams of type Test, as no version knows it any more. */
    @Published("test.Test")
    record StateThen(String what) {}

    @Test
    void snapshots_of_the_past_do_not_stop_a_start() {
        try (var then = StoreFixture.onFreshDatabase(Happened.class, StateThen.class)) {
            then.commitMany("a", 3);
            then.store.storeSnapshot(StoreFixture.event("a", 1, new StateThen("so far")));

            try (var now = new StoreFixture(then.url)) {
                assertThat(now.store.readEvents("a").asStream()).hasSize(3);
            }
        }
    }

    @Published("test.Later")
    record Later(String what) {}

    @Test
    void what_a_later_version_has_stored_stops_readers_right_there_and_not_before()
            throws InterruptedException {
        try (var now = StoreFixture.onFreshDatabase();
                var later = new StoreFixture(now.url, Happened.class, Later.class)) {
            later.commit(StoreFixture.event("a", 0), StoreFixture.event("a", 1));
            later.commit(StoreFixture.event("a", 2, new Later("a/2")), StoreFixture.event("a", 3));
            List<Long> positions = later.positions();
            await().until(() -> now.tail.head() == positions.getLast());

            try (var events = now.store.openStream(null)) {
                assertThat(events.nextAvailable().trackingToken().position())
                        .hasValue(positions.get(0));
                assertThat(events.nextAvailable().trackingToken().position())
                        .hasValue(positions.get(1));
                assertThatThrownBy(events::nextAvailable).isInstanceOf(UnknownNameException.class);
            }
            var behind = new GlobalSequenceTrackingToken(positions.get(2));
            try (var events = now.store.openStream(behind)) {
                assertThat(events.nextAvailable().getPayload()).isEqualTo(new Happened("a/3"));
            }
        }
    }

    @Published("test.LatestTest")
    record NamedLikeItsStream() {}

    @Test
    void types_of_events_are_all_looked_at() {
        try (var store =
                StoreFixture.onFreshDatabase(
                        Happened.class, NamedLikeItsStream.class, StateThen.class)) {
            store.commit(
                    StoreFixture.event("a", 0),
                    StoreFixture.event("a", 1, new NamedLikeItsStream()),
                    new GenericDomainEventMessage<>("Other", "b", 0, new Happened("b/0")));
            store.store.storeSnapshot(StoreFixture.event("a", 1, new StateThen("so far")));

            assertThat(new EventTypes(store.jdbc).all())
                    .extracting(SerializedType::getName)
                    .containsExactlyInAnyOrder("test.Happened", "test.LatestTest");
        }
    }

    @Test
    void a_chain_with_a_gap_is_refused() {
        assertThatThrownBy(() -> new UpcasterChain(NAMES, List.of(step("1", "2"))))
                .hasMessageContaining("no upcaster starts at test.Priced revision 2");
    }

    @Test
    void a_chain_that_goes_in_circles_is_refused() {
        assertThatThrownBy(() -> new UpcasterChain(NAMES, List.of(step("1", "2"), step("2", "1"))))
                .hasMessageContaining("circle");
    }

    @Test
    void two_ways_from_one_revision_are_refused() {
        assertThatThrownBy(() -> new UpcasterChain(NAMES, List.of(step("1", "3"), step("1", "2"))))
                .hasMessageContaining("Two upcasters");
    }

    @Test
    void a_way_onward_from_the_current_revision_is_refused() {
        assertThatThrownBy(() -> new UpcasterChain(NAMES, List.of(step("3", "4"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_not_published_is_not_readable() {
        assertThatThrownBy(
                        () ->
                                new UpcasterChain(NAMES, List.of())
                                        .mustReadAll(
                                                List.of(
                                                        new SimpleSerializedType(
                                                                "test.Gone", "1"))))
                .hasMessageContaining("test.Gone");
    }

    @Test
    void a_bid_of_before_has_no_salt() {
        String old =
                """
                {"auctionId":"auc_01hzy00000000000000000000a","bidId":"bid_01hzy00000000000000000000a",\
                "bidder":"acc_01hzy00000000000000000000a","alias":"bidder-7k3m9q",\
                "maximum":{"amount":50000,"currency":"TND"},"leader":"bidder-7k3m9q",\
                "currentPrice":{"amount":30000,"currency":"TND"},"reserveMet":true,"bidCount":2,\
                "effectiveEnd":"2026-11-22T12:01:30.123456Z"}\
                """;
        try (var then = asItWasThen()) {
            then.jdbc.update("update event_store.event_type set name = 'auction.BidAccepted'");
            then.jdbc.update("update event_store.event set payload = convert_to(?, 'UTF8')", old);

            try (var now =
                    new StoreFixture(then.url, List.of(new UnsaltedBids()), BidAccepted.class)) {
                assertThat(now.store.readEvents("a").asStream().map(it -> it.getPayload()))
                        .hasSize(2)
                        .allSatisfy(it -> assertThat(((BidAccepted) it).salt()).isNull());
            }
        }
    }

    @Test
    void a_refund_of_others_of_before_is_named_after_its_event() {
        String old =
                """
                {"paymentId":"pay_01hzy00000000000000000000a",\
                "reference":"ord_01hzy00000000000000000000a","transaction":"pi_1",\
                "amount":{"amount":900,"currency":"TND"},"notice":"evt_9"}\
                """;
        try (var then = asItWasThen()) {
            then.jdbc.update(
                    "update event_store.event_type set name = 'payment.RefundedElsewhere'");
            then.jdbc.update("update event_store.event set payload = convert_to(?, 'UTF8')", old);

            try (var now =
                    new StoreFixture(
                            then.url, List.of(new UnnamedRefunds()), RefundedElsewhere.class)) {
                assertThat(now.store.readEvents("a").asStream())
                        .hasSize(2)
                        .allSatisfy(
                                it -> {
                                    var refund = (RefundedElsewhere) it.getPayload();
                                    assertThat(refund.refundId())
                                            .isEqualTo(
                                                    new RefundId(
                                                            Ids.of(
                                                                    RefundId.PREFIX,
                                                                    it.getTimestamp()
                                                                            .toEpochMilli(),
                                                                    Sha256.of(
                                                                            it.getIdentifier()))));
                                    assertThat(refund.providerRefund()).isNull();
                                });
            }
        }
    }
}
