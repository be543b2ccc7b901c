package souk.seller.rest;

import souk.platform.rest.live.Message;
import souk.seller.SellerId;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What sellers are told live: each what concerns him. */
public interface SellerNews {

    String TOPIC = "seller";

    static Message of(SellerId seller, String name, Object data) {
        return Message.about(seller.value(), TOPIC, name, data);
    }

    /**
     * @param known whom it concerns, where that is known
     * @param asked tells it otherwise, once somebody listens
     */
    static Message of(
            Optional<SellerId> known, Supplier<SellerId> asked, String name, Object data) {
        return known.map(seller -> of(seller, name, data))
                .orElseGet(() -> of(seller -> seller.equals(asked.get()), name, data));
    }

    /** Where the event does not say whom. */
    static Message of(Predicate<SellerId> concerns, String name, Object data) {
        return Message.about(id -> concerns.test(new SellerId(id)), TOPIC, name, data);
    }
}
