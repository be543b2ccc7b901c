package souk.bench.http;

import souk.bench.http.Guests.Guest;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A shop with everything that visitors may ask for: products, stock, auctions, other visitors. */
final class Bazaar {

    private static final int SKUS = 400;
    private static final int LOTS = 200;
    private static final int BIDDERS = 16;
    private static final int GUESTS = 1_024;

    private final Server server;
    private final Merchant merchant;
    private final Shelves shelves;
    private final Lots lots;
    private final Guests guests = new Guests(GUESTS);

    private Bazaar(Server server, Merchant merchant, Shelves shelves, Lots lots) {
        this.server = server;
        this.merchant = merchant;
        this.shelves = shelves;
        this.lots = lots;
    }

    static Bazaar open(Server server, int products, PrintStream progress) throws Exception {
        Merchant merchant =
                Seller.offering(
                        IntStream.range(0, SKUS).mapToObj(HttpBench::sku).toList(), server.port());
        Shelves shelves = Shelves.fill(merchant, products, progress);
        Bazaar bazaar =
                new Bazaar(
                        server,
                        merchant,
                        shelves,
                        Lots.open(merchant, HttpBench.sku(0), LOTS + 1, BIDDERS));
        var door = new HttpConnection(server.port());
        for (int i = 0; i < GUESTS; i++) {
            bazaar.guests.enters(arriving(door));
        }
        return bazaar;
    }

    private static Guest arriving(HttpConnection door) throws IOException {
        HttpConnection.Answer opened = door.exchange(HttpConnection.post("/api/carts", "", "{}"));
        if (opened.status() != 201) {
            throw new IllegalStateException("Answered with " + opened.status());
        }
        return Guest.with(opened);
    }

    List<Visitor> visitors(int many, Visitor.Wishes wishes) {
        List<Visitor> visitors = new ArrayList<>();
        for (int number = 0; number < many; number++) {
            visitors.add(new Visitor(this, number, wishes));
        }
        return visitors;
    }

    /** Whoever keeps it, and may look behind the counter. */
    Merchant merchant() {
        return merchant;
    }

    int port() {
        return server.port();
    }

    Shelves shelves() {
        return shelves;
    }

    Guests guests() {
        return guests;
    }

    /** Half of all want a quarter of what there is. */
    String sku(SplittableRandom random) {
        return HttpBench.sku(popular(SKUS, random));
    }

    Lots.Lot lot(SplittableRandom random) {
        return lots.get(popular(LOTS, random));
    }

    /** Which nobody bids on. */
    Lots.Lot quietLot() {
        return lots.get(LOTS);
    }

    String bidder(int number) {
        return lots.token(number % BIDDERS);
    }

    private static int popular(int many, SplittableRandom random) {
        double chance = random.nextDouble();
        return (int) (many * chance * chance);
    }
}
