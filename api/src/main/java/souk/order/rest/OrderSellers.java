package souk.order.rest;

import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

import souk.order.Consignment;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderId;
import souk.order.OrderView.Parcel;
import souk.platform.rest.Answers;
import souk.seller.SellerId;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who has something to send for an order: that does not change once it is placed. */
@Component
class OrderSellers {

    private static final long REMEMBERED = 20_000;

    private final OrderMessages orders;
    private final Answers<OrderId, Set<SellerId>> sellers = new Answers<>(REMEMBERED);

    OrderSellers(OrderMessages orders) {
        this.orders = orders;
    }

    /** Without asking anybody. */
    Optional<Set<SellerId>> known(OrderId order, DomainEventMessage<?> event) {
        if (event.getPayloadType() == OrderPlaced.class) {
            OrderPlaced placed = (OrderPlaced) event.getPayload();
            sellers.put(
                    order,
                    placed.consignments().stream()
                            .map(Consignment::seller)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        return sellers.known(order);
    }

    Set<SellerId> of(OrderId order, long position) {
        return sellers.get(
                order,
                _ ->
                        orders.read(order, null, position).consignments().stream()
                                .map(Parcel::seller)
                                .map(it -> it.id())
                                .collect(Collectors.toUnmodifiableSet()));
    }
}
