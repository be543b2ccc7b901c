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

    private Residents(Town town, Member everything, String guestCart) {
        this.everything = everything;
        this.somebody = town.applicant();
        this.guestCart = guestCart;
        var offered = town.product().json();
        this.product = offered.get("id").stringValue();
        this.sku = offered.at("/variants/0/sku").stringValue();
        this.category = town.category();
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
        String path = operation.path();
        return path.contains("/products/")
                ? product
                : path.contains("/categories/")
                        ? category
                        : path.contains("/sellers/") ? Town.houseOf(somebody) : somebody.id();
    }

    Map<String, Supplier<String>> samples() {
        return Map.of(
                "email", () -> Town.unused() + "@example.org",
                "password", () -> "battery staple",
                "sku", () -> sku,
                "slug", Town::unused,
                "categoryId", () -> category,
                "parentId", () -> category,
                "sellerId", () -> Town.houseOf(everything),
                "currency", () -> "TND",
                "image", () -> "https://example.org/a.jpg",
                "refreshToken", everything::refreshToken);
    }
}
