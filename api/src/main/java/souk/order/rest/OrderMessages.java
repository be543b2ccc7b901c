package souk.order.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.cart.CartOwner;
import souk.order.OrderCommand;
import souk.order.OrderId;
import souk.order.OrderPage;
import souk.order.OrderQuery.FindOrder;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderView;
import souk.platform.rest.Commands;
import souk.platform.rest.Queries;

/** What HTTP asks of orders, as messages. */
@Component
class OrderMessages {

    private final Commands commands;
    private final Queries queries;

    OrderMessages(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** The order as its buyer sees it; where none is named, as the shop does. */
    OrderView send(OrderCommand command, OrderId order, @Nullable CartOwner buyer) {
        OrderView answer =
                commands.send(command, OrderView.class).orElseRead(at -> read(order, buyer, at));
        return buyer == null ? answer.withoutToken() : answer;
    }

    OrderView read(OrderId order, @Nullable CartOwner buyer, @Nullable Long position) {
        return queries.ask(new FindOrder(order, buyer), OrderView.class, position);
    }

    OrderPage list(ListOrders query, @Nullable Long position) {
        return queries.ask(query, OrderPage.class, position);
    }
}
