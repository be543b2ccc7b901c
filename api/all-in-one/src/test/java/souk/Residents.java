package souk;

import souk.Members.Member;
import souk.ServedApi.Operation;
import souk.account.Role;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Somebody who may do everything, and things that are there. */
final class Residents {

    private final Member everything;
    private final Member somebody;
    private final String guestCart;

    private Residents(Member everything, Member somebody, String guestCart) {
        this.everything = everything;
        this.somebody = somebody;
        this.guestCart = guestCart;
    }

    static Residents movingInto(URI shop) {
        var members = new Members(shop);
        String cookie = new Shopper(shop).post("/api/carts", "{}").header("Set-Cookie");
        return new Residents(
                members.join(Role.values()),
                members.join(),
                cookie.replaceAll(";.*", ""));
    }

    /** Headers that tell who is asking. */
    List<String> identity(boolean known) {
        return known
                ? List.of("Authorization: Bearer " + everything.accessToken())
                : List.of("Cookie: " + guestCart);
    }

    String place(Operation operation, String name) {
        return switch (name) {
            case "sku" -> "MUG";
            case "name" -> "cart";
            default -> somebody.id();
        };
    }

    Map<String, Supplier<String>> samples() {
        return Map.of(
                "email", () -> UUID.randomUUID() + "@example.org",
                "password", () -> "battery staple",
                "sku", () -> "MUG",
                "refreshToken", everything::refreshToken);
    }
}
