package souk.seller.rest;

import souk.platform.rest.live.Message;
import souk.seller.SellerId;

import java.util.function.Predicate;

/** What sellers are told live: each what concerns him. */
public interface SellerNews {

    String TOPIC = "seller";

    static Message of(SellerId seller, String name, Object data) {
        return Message.about(seller.value(), TOPIC, name, data);
    }

    /** Where the event does not say whom. */
    static Message of(Predicate<SellerId> concerns, String name, Object data) {
        return Message.about(id -> concerns.test(new SellerId(id)), TOPIC, name, data);
    }
}
