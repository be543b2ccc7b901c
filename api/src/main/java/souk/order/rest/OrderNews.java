package souk.order.rest;

import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

import souk.account.rest.AdminNews;
import souk.order.OrderEvent;
import souk.order.OrderId;
import souk.platform.rest.live.Announcer;
import souk.platform.rest.live.Message;
import souk.seller.rest.SellerNews;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tells buyers, sellers and admins that something has happened to an order. */
@Component
class OrderNews implements Announcer {

    record OrderChanged(String orderId, long version, long position) {}

    private final OrderSellers sellers;

    OrderNews(OrderSellers sellers) {
        this.sellers = sellers;
    }

    @Override
    public Set<String> topics() {
        return Set.of(OrderTopic.NAME, AdminNews.TOPIC, SellerNews.TOPIC);
    }

    @Override
    public List<Message> announce(DomainEventMessage<?> event, long position) {
        if (!OrderEvent.class.isAssignableFrom(event.getPayloadType())) {
            return List.of();
        }
        String order = event.getAggregateIdentifier();
        var data = new OrderChanged(order, event.getSequenceNumber(), position);
        return Stream.concat(
                        Stream.of(
                                Message.about(order, OrderTopic.NAME, "order.changed", data),
                                AdminNews.of("admin.order", data)),
                        forSellers(event, position, data))
                .toList();
    }

    private Stream<Message> forSellers(
            DomainEventMessage<?> event, long position, OrderChanged data) {
        OrderId order = new OrderId(data.orderId());
        return sellers.known(order, event)
                .map(known -> known.stream().map(it -> SellerNews.of(it, "seller.order", data)))
                .orElseGet(
                        () ->
                                Stream.of(
                                        SellerNews.of(
                                                it -> sellers.of(order, position).contains(it),
                                                "seller.order",
                                                data)));
    }
}
