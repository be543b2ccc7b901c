package souk.cart.rest;

import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

import souk.cart.CartEvent;
import souk.platform.rest.live.Announcer;
import souk.platform.rest.live.Message;

import java.util.List;
import java.util.Set;

/** Tells that there is something new in a cart, or nothing any more. */
@Component
class CartNews implements Announcer {

    record CartChanged(String cartId, long version, long position) {}

    @Override
    public Set<String> topics() {
        return Set.of(CartTopic.NAME);
    }

    @Override
    public List<Message> announce(DomainEventMessage<?> event, long position) {
        if (!CartEvent.class.isAssignableFrom(event.getPayloadType())) {
            return List.of();
        }
        String cart = event.getAggregateIdentifier();
        var data = new CartChanged(cart, event.getSequenceNumber(), position);
        return List.of(Message.about(cart, CartTopic.NAME, "cart.changed", data));
    }
}
