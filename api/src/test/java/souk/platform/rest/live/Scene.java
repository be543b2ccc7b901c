package souk.platform.rest.live;

import souk.account.AccountId;
import souk.cart.CartEvent.CartCleared;
import souk.cart.CartId;
import souk.order.ConsignmentId;
import souk.order.OrderEvent.ConsignmentDelivered;
import souk.order.OrderId;
import souk.platform.rest.Client;
import souk.platform.rest.Reply;
import souk.platform.rest.StubEvents;
import souk.platform.rest.live.Ears.Heard;
import souk.seller.SellerId;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** People who listen, and things that happen to what is theirs. */
record Scene(Client client, StubEvents events, AtomicLong versions) {

    private static final long LAST = Long.MAX_VALUE;

    static final OrderId ORDER = new OrderId("ord_01hzy00000000000000000000a");
    static final ConsignmentId PARCEL = new ConsignmentId("con_01hzy00000000000000000000a");

    record Person(AccountId id, String[] token) {

        SellerId seller() {
            return SellerId.of(id);
        }
    }

    record Guest(CartId cart, String[] cookie) {}

    Scene(Client client, StubEvents events) {
        this(client, events, new AtomicLong());
    }

    Guest guest() {
        Reply opened = client.post("/api/carts", "");
        return new Guest(
                new CartId(opened.json().path("id").asString()),
                new String[] {"Cookie", opened.cart()});
    }

    Person person(String role) {
        String email = UUID.randomUUID() + "@example.org";
        Reply registered =
                client.post(
                        "/api/accounts",
                        "{\"email\": \"%s\", \"password\": \"battery staple\", \"name\": \"Mia\"}"
                                .formatted(email));
        String id = registered.json().path("id").asString();
        client.put(
                "/api/admin/accounts/" + id + "/roles",
                "{\"roles\": [\"%s\"]}".formatted(role),
                client.admin());
        return new Person(new AccountId(id), client.login(email, "battery staple"));
    }

    /** Answers the position. */
    long clear(CartId cart) {
        return events.happened(cart.value(), versions.incrementAndGet(), new CartCleared(cart));
    }

    /** The last that will happen to the cart. */
    long farewell(CartId cart) {
        return events.happened(cart.value(), LAST, new CartCleared(cart));
    }

    static boolean isLast(Heard heard) {
        return heard.data().path("version").asLong() == LAST;
    }

    long deliver(OrderId order) {
        return events.happened(
                order.value(), versions.incrementAndGet(), new ConsignmentDelivered(order, PARCEL));
    }
}
