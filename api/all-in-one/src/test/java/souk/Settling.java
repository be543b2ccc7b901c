package souk;

import static org.awaitility.Awaitility.await;

import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Set;

/** Waits until nothing more is to be expected of an order and its money. */
final class Settling {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> UNDER_WAY = Set.of("PLACED");

    private Settling() {}

    /** Paid and kept, or cancelled with everything that was paid given back. */
    static JsonNode of(Buyer buyer, String order) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> buyer.order(order), reply -> reply.status() == 200 && isSettled(reply))
                .json();
    }

    private static boolean isSettled(Reply reply) {
        JsonNode order = reply.json();
        String status = order.get("status").stringValue();
        String money = order.at("/payment/status").asString("");
        return switch (status) {
            case "CANCELLED" -> !Set.of("OPEN", "PAID", "PARTIALLY_REFUNDED").contains(money);
            // its money is another view's
            default -> !UNDER_WAY.contains(status) && !Set.of("", "OPEN").contains(money);
        };
    }
}
