package souk.platform.rest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.order.OrderId;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.StubEvents;
import souk.platform.rest.events.EventFollower;
import souk.platform.rest.live.Ears.Heard;
import souk.platform.rest.live.Scene.Guest;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** What is told as it happens. */
@HttpTest
class LiveStreamTest {

    @Autowired Client client;
    @Autowired StubEvents events;
    @Autowired EventFollower follower;
    @Autowired Presences presences;

    private Scene scene;
    private Guest guest;

    @BeforeEach
    void open() {
        scene = new Scene(client, events);
        guest = scene.guest();
    }

    @Test
    void tells_what_happens_to_a_cart() {
        try (Ears ears = Ears.open(client, "cart", guest.cookie())) {
            assertThat(ears.response().statusCode()).isEqualTo(200);
            assertThat(ears.response().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(ears.response().headers().firstValue("Cache-Control")).hasValue("no-store");
            ears.upTo(events.position());

            scene.clear(scene.guest().cart());
            long position = scene.clear(guest.cart());

            Heard heard = ears.heard(1).getFirst();
            assertThat(heard.name()).isEqualTo("cart.changed");
            assertThat(heard.id()).isEqualTo(String.valueOf(position));
            assertThat(heard.data().path("cartId").asString()).isEqualTo(guest.cart().value());
            assertThat(heard.data().path("version").asLong()).isEqualTo(2);
            assertThat(heard.position()).isEqualTo(position);
            assertThat(heard.data().propertyNames())
                    .containsExactlyInAnyOrder("cartId", "version", "position");
        }
    }

    @Test
    void says_where_it_begins_and_that_it_is_alive() {
        try (Ears ears = Ears.open(client, "cart", guest.cookie())) {
            assertThat(Long.parseLong(ears.lastId())).isBetween(0L, events.position());
            long elsewhere = scene.clear(scene.guest().cart());
            ears.upTo(elsewhere);
            int beats = ears.beats();
            await().until(() -> ears.beats() > beats + 2);
            assertThat(ears.heard()).isEmpty();
        }
    }

    @Test
    void tells_of_one_event_once_for_each_topic_and_resumes_between() {
        String[] admin = client.admin();
        try (Ears ears = Ears.open(client, "admin,order:" + Scene.ORDER, admin)) {
            ears.upTo(events.position());
            long position = scene.deliver(Scene.ORDER);

            List<Heard> both = ears.heard(2);
            assertThat(both)
                    .extracting(Heard::name)
                    .containsExactly("order.changed", "admin.order");
            assertThat(both.getLast().id()).isEqualTo(String.valueOf(position));
            assertThat(both.getFirst().id()).isEqualTo(position + ".0");
            assertThat(both.getFirst().data()).isEqualTo(both.getLast().data());

            // as if it had been cut off between the two
            try (Ears again =
                    Ears.open(
                            client,
                            "admin,order:" + Scene.ORDER,
                            Client.with(admin, "Last-Event-ID", both.getFirst().id()))) {
                long next = scene.deliver(Scene.ORDER);
                assertThat(again.heard(3))
                        .extracting(Heard::id)
                        .containsExactly(both.getLast().id(), next + ".0", String.valueOf(next));
            }
        }
    }

    @Test
    void tells_of_several_things() {
        OrderId other = new OrderId("ord_01hzy00000000000000000000b");
        try (Ears ears =
                Ears.open(
                        client, "cart,order:" + Scene.ORDER + ",order:" + other, guest.cookie())) {
            ears.upTo(events.position());
            scene.deliver(other);
            scene.clear(guest.cart());
            scene.deliver(new OrderId("ord_01hzy00000000000000000000c"));
            scene.deliver(Scene.ORDER);

            assertThat(ears.heard(3))
                    .extracting(Heard::name)
                    .containsExactly("order.changed", "cart.changed", "order.changed");
        }
    }

    @Test
    void leaves_nothing_out_while_events_could_not_be_followed() {
        try (Ears ears = Ears.open(client, "cart", guest.cookie())) {
            ears.upTo(events.position());
            follower.stop();
            long missed = scene.clear(guest.cart());
            follower.start();
            long seen = scene.clear(guest.cart());

            assertThat(ears.heard(2)).extracting(Heard::position).containsExactly(missed, seen);
        }
    }

    @Test
    void passes_over_what_a_later_version_has_stored() {
        try (Ears ears = Ears.open(client, "cart", guest.cookie())) {
            long before = Long.parseLong(ears.upTo(events.position()).lastId());
            long unreadable = events.happenedLater();
            long seen = scene.clear(guest.cart());
            assertThat(ears.heard(1)).extracting(Heard::position).containsExactly(seen);
            assertThat(before).isLessThan(unreadable);
        }
    }

    @Test
    void ends_when_the_house_closes() {
        try (Ears ears = Ears.open(client, "cart", guest.cookie())) {
            ears.upTo(events.position());
            presences.stop();
            ears.isOver();
            try (Ears late = Ears.open(client, "cart", guest.cookie())) {
                late.isOver();
            }
        } finally {
            presences.start();
        }
    }

    @Test
    void is_not_waited_for_by_those_who_only_look() {
        var head =
                client.send(
                        "HEAD", "/api/stream?topics=cart", BodyPublishers.noBody(), guest.cookie());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("text/event-stream");
    }
}
