package souk.order.rest;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.order.OrderCommand;
import souk.order.OrderCommand.PlaceOrder;
import souk.order.OrderCommand.RequestPayment;
import souk.order.OrderPage;
import souk.order.OrderQuery.FindOrder;
import souk.order.OrderQuery.FindSellerOrder;
import souk.order.OrderQuery.ListOrders;
import souk.order.OrderQuery.ListSellerOrders;
import souk.order.OrderQuery.TrackOrder;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderView;
import souk.order.Placement;
import souk.order.SellerOrderPage;
import souk.order.SellerOrderView;
import souk.payment.PaymentCommand.OpenSession;
import souk.payment.PaymentCommand.RetryRefund;
import souk.payment.PaymentPage;
import souk.payment.PaymentQuery.FindPayment;
import souk.payment.PaymentQuery.ListPayments;
import souk.payment.PaymentView;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Agrees to everything that is asked of orders and payments, unless a test wants it otherwise. */
@Component
public class StubOrders {

    static final long POSITION = 0;

    public final List<CommandMessage<?>> commands = new CopyOnWriteArrayList<>();
    public final List<Object> queries = new CopyOnWriteArrayList<>();

    /** Answers commands in place of the stub, or throws; null leaves it to the stub. */
    public volatile Function<Object, @Nullable Object> decide = _ -> null;

    /** The same for queries. */
    public volatile Function<Object, @Nullable Object> answer = _ -> null;

    /** Whether commands have been carried out before, and their answers were lost. */
    public volatile boolean replayed;

    public volatile @Nullable String checkoutUrl;

    /** Where the next page of any list begins. */
    public volatile @Nullable String next;

    StubOrders(CommandBus commandBus, QueryBus queryBus) {
        for (Class<?> command : OrderCommand.class.getPermittedSubclasses()) {
            commandBus.subscribe(command.getName(), this::carryOut);
        }
        commandBus.subscribe(OpenSession.class.getName(), this::carryOut);
        commandBus.subscribe(RetryRefund.class.getName(), this::carryOut);
        queryBus.subscribe(FindOrder.class.getName(), OrderView.class, this::ask);
        queryBus.subscribe(TrackOrder.class.getName(), OrderView.class, this::ask);
        queryBus.subscribe(ListOrders.class.getName(), OrderPage.class, this::ask);
        queryBus.subscribe(FindSellerOrder.class.getName(), SellerOrderView.class, this::ask);
        queryBus.subscribe(ListSellerOrders.class.getName(), SellerOrderPage.class, this::ask);
        queryBus.subscribe(FindPayment.class.getName(), PaymentView.class, this::ask);
        queryBus.subscribe(ListPayments.class.getName(), PaymentPage.class, this::ask);
    }

    public void behave() {
        commands.clear();
        queries.clear();
        decide = _ -> null;
        answer = _ -> null;
        replayed = false;
        checkoutUrl = null;
        next = null;
    }

    List<Object> sent() {
        return commands.stream().<Object>map(CommandMessage::getPayload).toList();
    }

    private Object carryOut(CommandMessage<?> message) {
        commands.add(message);
        Object given = decide.apply(message.getPayload());
        Object result = given == null ? agree(message.getPayload()) : given;
        return new GenericCommandResultMessage<>(
                result, Map.of(MessageKeys.POSITION, POSITION, MessageKeys.REPLAYED, replayed));
    }

    private Object agree(Object command) {
        return switch (command) {
            case PlaceOrder place ->
                    new Placement(
                            Orders.of(place.orderId(), place.buyer(), place.trackingToken()), true);
            case RequestPayment wanted -> Orders.payment(wanted.orderId(), checkoutUrl);
            case OpenSession open -> Orders.payment(open.paymentId(), "https://pay.example/1");
            case RetryRefund retry -> Orders.payment(retry.paymentId(), null);
            case OrderCommand other -> Orders.of(Orders.idIn(other), Orders.GUEST, "secret");
            default -> throw new IllegalArgumentException();
        };
    }

    private Object ask(QueryMessage<?, ?> message) {
        Object query = message.getPayload();
        queries.add(query);
        Object given = answer.apply(query);
        return given == null ? tell(query) : given;
    }

    private Object tell(Object query) {
        return switch (query) {
            case FindOrder find ->
                    find.buyer() == null
                            ? Orders.of(find.orderId(), Orders.GUEST, null)
                            : Orders.of(find.orderId(), find.buyer(), "secret");
            case TrackOrder _ -> Orders.of(Orders.ID, Orders.GUEST, null).withoutBuyer();
            case ListOrders list ->
                    new OrderPage(
                            List.of(Orders.of(Orders.ID, Orders.GUEST, null)),
                            next,
                            list.total() ? (Long) 1L : null);
            case FindSellerOrder find ->
                    SellerOrderView.of(Orders.of(find.orderId(), Orders.GUEST, null), find.seller())
                            .orElseThrow(() -> new Rejected(new OrderNotFound()));
            case ListSellerOrders list ->
                    new SellerOrderPage(
                            SellerOrderView.of(
                                            Orders.of(Orders.ID, Orders.GUEST, null), list.seller())
                                    .stream()
                                    .toList(),
                            next,
                            list.total() ? (Long) 1L : null);
            case FindPayment find -> Orders.payment(find.paymentId(), checkoutUrl);
            case ListPayments list ->
                    new PaymentPage(
                            List.of(Orders.payment(Orders.ID, null)),
                            next,
                            list.total() ? (Long) 1L : null);
            default -> throw new IllegalArgumentException();
        };
    }
}
