package souk.bench.http;

import souk.bench.harness.Client;
import souk.bench.http.Guests.Guest;
import souk.bench.http.Guests.Order;
import souk.bench.http.Lots.Lot;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.SplittableRandom;

/** A kept connection, on which one visitor after the other asks for one thing after the other. */
final class Visitor implements Client {

    private static final String MINIMAL = "Prefer: return=minimal\r\n";
    private static final String ITEMS = "/api/carts/current/items";
    private static final int TOO_LOW = 422;
    private static final int MOST_PIECES = 5;

    /** What is asked for next. */
    @FunctionalInterface
    interface Wishes {
        Kind next(SplittableRandom random);
    }

    private final Bazaar bazaar;
    private final Guests guests;
    private final Wishes wishes;
    private final SplittableRandom random;
    private final HttpConnection connection;
    private final String bidder;
    private Kind kind = Kind.LIST;
    private int status;

    Visitor(Bazaar bazaar, int number, Wishes wishes) {
        this.bazaar = bazaar;
        this.guests = bazaar.guests();
        this.wishes = wishes;
        this.random = new SplittableRandom(number);
        this.connection = new HttpConnection(bazaar.port());
        this.bidder = HttpConnection.bearer(bazaar.bidder(number));
    }

    /** What was asked for last. */
    Kind kind() {
        return kind;
    }

    /** What it was answered with; 0 if all is well. */
    int refusal() {
        return status;
    }

    @Override
    public void call() throws IOException {
        status = 0;
        kind = wishes.next(random);
        switch (kind) {
            case LIST ->
                    get(
                            "/api/products?sort=price&category="
                                    + bazaar.shelves().category(random),
                            "");
            case SEARCH -> get("/api/products?query=" + bazaar.shelves().word(random), "");
            case PRODUCT -> get("/api/products/" + bazaar.shelves().product(random), "");
            case CART -> lookIntoCart();
            case ORDER -> lookAtOrder();
            case AUCTION -> get("/api/auctions/" + bazaar.lot(random).id(), "");
            case OPEN -> open();
            case ADD -> add();
            case CHANGE -> change();
            case CHECKOUT -> checkOut();
            case BID -> bid(bazaar.lot(random));
        }
    }

    private void get(String path, String headers) throws IOException {
        mustBe(200, connection.exchange(HttpConnection.get(path, headers)));
    }

    private void lookIntoCart() throws IOException {
        Guest guest = guests.buying();
        try {
            get("/api/carts/current", guest.sight());
        } finally {
            guests.isBack(guest);
        }
    }

    // until somebody has ordered, nobody can look at an order
    private void lookAtOrder() throws IOException {
        Order order = guests.order(random);
        if (order == null) {
            lookIntoCart();
        } else {
            get("/api/orders/" + order.id(), order.sight());
        }
    }

    private void open() throws IOException {
        HttpConnection.Answer opened =
                connection.exchange(HttpConnection.post("/api/carts", "", "{}"));
        if (mustBe(201, opened)) {
            guests.enters(Guest.with(opened));
        }
    }

    private void add() throws IOException {
        Guest guest = guests.choosing();
        try {
            add(guest);
        } finally {
            guests.isBack(guest);
        }
    }

    private void add(Guest guest) throws IOException {
        String sku = bazaar.sku(random);
        String item = "{\"sku\":\"%s\",\"quantity\":1}".formatted(sku);
        HttpConnection.Answer answer =
                connection.exchange(HttpConnection.post(ITEMS, guest.cookie() + MINIMAL, item));
        if (mustBe(204, answer)) {
            guest.hasDone(answer);
            guest.hasPut(sku);
        }
    }

    private void change() throws IOException {
        Guest guest = guests.buying();
        try {
            String sku = guest.sku();
            if (sku == null) {
                add(guest);
            } else {
                change(guest, sku);
            }
        } finally {
            guests.isBack(guest);
        }
    }

    private void change(Guest guest, String sku) throws IOException {
        String pieces = "{\"quantity\":%d}".formatted(1 + random.nextInt(MOST_PIECES));
        HttpConnection.Answer answer =
                connection.exchange(
                        HttpConnection.send(
                                "PATCH", ITEMS + "/" + sku, guest.cookie() + MINIMAL, pieces));
        if (mustBe(204, answer)) {
            guest.hasDone(answer);
        }
    }

    private void checkOut() throws IOException {
        Guest guest = guests.buying();
        try {
            if (guest.sku() == null) {
                add(guest);
            }
            HttpConnection.Answer answer =
                    connection.fetch(
                            HttpConnection.post(
                                    "/api/carts/current/checkout",
                                    guest.cookie(),
                                    Journey.CHECKOUT));
            if (mustBe(201, answer)) {
                String id = JsonMapper.shared().readTree(answer.body()).get("id").stringValue();
                guest.hasDone(answer);
                guest.hasBought();
                guests.hasOrdered(new Order(id, guest.sight()));
            }
        } finally {
            guests.isBack(guest);
        }
    }

    // who is too late has been answered as well as who is not
    private void bid(Lot lot) throws IOException {
        String maximum =
                "{\"maximum\":{\"amount\":%d,\"currency\":\"TND\"}}"
                        .formatted(lot.highest().addAndGet(Bidder.STEP));
        HttpConnection.Answer answer =
                connection.exchange(
                        HttpConnection.post(
                                "/api/auctions/" + lot.id() + "/bids", bidder, maximum));
        if (answer.status() != TOO_LOW) {
            mustBe(201, answer);
        }
    }

    private boolean mustBe(int expected, HttpConnection.Answer answer) {
        if (answer.status() != expected) {
            status = answer.status();
        }
        return answer.status() == expected;
    }
}
