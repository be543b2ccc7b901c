package souk;

import souk.Members.Member;
import souk.ServedApi.Operation;
import souk.account.Role;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Somebody who may do everything, a guest, and things that are there. */
final class Residents {

    private final Member everything;
    private final Member somebody;
    private final String guestCart;
    private final String product;
    private final String sku;
    private final String category;
    private final String order;
    private final String auction;

    private Residents(Town town, Member everything, String guestCart) {
        this.everything = everything;
        this.somebody = town.applicant();
        this.guestCart = guestCart;
        var offered = town.product().json();
        this.product = offered.get("id").stringValue();
        this.sku = offered.at("/variants/0/sku").stringValue();
        this.category = town.category();
        this.order = town.orders().placed();
        this.auction = town.auction();
    }

    static Residents movingInto(URI shop) {
        var members = new Members(shop);
        var town = new Town(shop);
        Member seller = town.seller();
        members.give(seller.id(), Role.values());
        String cookie = new Shopper(shop).post("/api/carts", "{}").header("Set-Cookie");
        return new Residents(town, members.login(seller), cookie.replaceAll(";.*", ""));
    }

    /** Headers that tell who is asking. */
    List<String> identity(boolean known) {
        return known
                ? List.of("Authorization: Bearer " + everything.accessToken())
                : List.of("Cookie: " + guestCart);
    }

    /** What belongs into a place of the path. */
    String place(Operation operation, String name) {
        if (name.equals("sku")) {
            return sku;
        }
        if (name.equals("name")) {
            return "cart.view";
        }
        if (name.equals("kind")) {
            return "orders";
        }
        if (name.equals("refundId")) {
            return order.replace("ord_", "ref_");
        }
        String path = operation.path();
        return switch (path.replaceAll("^.*?/(\\w+)/\\{.*", "$1")) {
            case "products" -> product;
            case "categories" -> category;
            case "auctions" -> auction;
            case "sellers" -> Town.houseOf(somebody);
            case "orders", "track", "audit" -> order;
            case "payments" -> order.replace("ord_", "pay_");
            default -> somebody.id();
        };
    }

    Map<String, Supplier<String>> samples() {
        return Map.ofEntries(
                Map.entry("email", () -> Town.unused() + "@example.org"),
                Map.entry("password", () -> "battery staple"),
                Map.entry("sku", () -> sku),
                Map.entry("slug", Town::unused),
                Map.entry("categoryId", () -> category),
                Map.entry("parentId", () -> category),
                Map.entry("sellerId", () -> Town.houseOf(everything)),
                Map.entry("currency", () -> "TND"),
                Map.entry("country", () -> "TN"),
                Map.entry("phone", () -> "+216 71 000 000"),
                Map.entry("shippingMethod", () -> "standard"),
                Map.entry("id", () -> order),
                Map.entry("closesAt", Town::tomorrow),
                Map.entry("extension", () -> "PT2M"),
                Map.entry("image", () -> "https://example.org/a.jpg"),
                Map.entry("refreshToken", everything::refreshToken));
    }
}
