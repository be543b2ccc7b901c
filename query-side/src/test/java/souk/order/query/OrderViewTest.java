package souk.order.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import static souk.order.query.OrderHistory.TX;
import static souk.order.query.OrderHistory.euros;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.cart.CartOwner;
import souk.kernel.Personal;
import souk.kernel.Quantity;
import souk.order.Address;
import souk.order.ConsignmentId;
import souk.order.ConsignmentStatus;
import souk.order.OrderEvent.AddressGiven;
import souk.order.OrderEvent.BuyerErased;
import souk.order.OrderEvent.ConsignmentDelivered;
import souk.order.OrderEvent.ConsignmentShipped;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.OrderShipped;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.PiecesTakenBack;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.order.OrderQuery;
import souk.order.OrderQuery.FindOrder;
import souk.order.OrderQuery.FindSellerOrder;
import souk.order.OrderQuery.TrackOrder;
import souk.order.OrderRejection.OrderNotFound;
import souk.order.OrderStatus;
import souk.order.OrderView;
import souk.order.OrderView.Line;
import souk.order.OrderView.Moment;
import souk.order.OrderView.Paid;
import souk.order.OrderView.Parcel;
import souk.order.OrderView.Refund;
import souk.order.OrderView.Tracking;
import souk.order.Returned;
import souk.order.SellerOrderView;
import souk.payment.PaymentEvent.MoneyCaptured;
import souk.payment.PaymentEvent.PaymentRequested;
import souk.payment.PaymentStatus;
import souk.payment.PaymentView.RefundStatus;
import souk.payment.RefundId;
import souk.platform.query.QueryNodeTest;

import java.util.List;

/** One order, from events to answers. */
@QueryNodeTest
class OrderViewTest {

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired JdbcTemplate jdbc;

    private final RefundId refund = new RefundId(OrderHistory.newId(RefundId.PREFIX));
    private OrderHistory it;

    @BeforeEach
    void begin() {
        it = new OrderHistory(events, queries);
    }

    @AfterEach
    void parked_nothing() {
        assertThat(
                        jdbc.queryForList(
                                "select * from axon.dead_letter_entry where processing_group ="
                                        + " 'order.view'"))
                .isEmpty();
    }

    private OrderView view() {
        return it.ask(new FindOrder(it.order, it.buyer), OrderView.class);
    }

    private List<String> timeline() {
        return view().timeline().stream().map(Moment::status).toList();
    }

    private List<ConsignmentStatus> parcels() {
        return view().consignments().stream().map(Parcel::status).toList();
    }

    private RefundRequested requested(long cents) {
        return new RefundRequested(
                it.order,
                refund,
                it.payment,
                TX,
                euros(cents),
                List.of(new Returned(it.pen, new Quantity(1))),
                "broken",
                false);
    }

    private OrderRefunded refunded(long cents, long all) {
        return new OrderRefunded(it.order, refund, TX, euros(cents), euros(all), 5);
    }

    private RefundFailed failed() {
        return new RefundFailed(it.order, refund, "no account", euros(0), 7);
    }

    private ConsignmentShipped shipped(ConsignmentId consignment) {
        return new ConsignmentShipped(it.order, consignment, "DHL", "123");
    }

    private ConsignmentDelivered delivered(ConsignmentId consignment) {
        return new ConsignmentDelivered(it.order, consignment);
    }

    @Test
    void shows_what_was_bought() {
        it.happen(it.placed());

        OrderView order = view();
        Line mugs = order.lines().getFirst();
        assertThat(order.id()).isEqualTo(it.order);
        assertThat(order.number()).isEqualTo(it.number);
        assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
        assertThat(mugs.sku()).isEqualTo(it.mug);
        assertThat(mugs.seller()).isEqualTo(it.atlas);
        assertThat(mugs.title()).isEqualTo("The MUG");
        assertThat(mugs.quantity()).isEqualTo(2);
        assertThat(mugs.unitPrice()).isEqualTo(euros(1_000));
        assertThat(mugs.total()).isEqualTo(euros(2_000));
        assertThat(mugs.tax()).isEqualTo(euros(200));
        assertThat(order.lines()).extracting(Line::sku).containsExactly(it.mug, it.pen);
        assertThat(order.amounts())
                .isEqualTo(
                        new OrderView.Sums(
                                euros(2_500),
                                euros(0),
                                euros(500),
                                euros(250),
                                true,
                                euros(3_000),
                                euros(0)));
        assertThat(order.payment()).isNull();
        assertThat(order.payUntil()).isEqualTo(OrderHistory.PAY_UNTIL);
        assertThat(order.timeline()).containsExactly(new Moment("PLACED", order.placedAt()));
        assertThat(order.refunds()).isEmpty();
        assertThat(order.version()).isZero();
    }

    @Test
    void shows_who_bought_it() {
        it.happen(it.placed());

        assertThat(view().account()).isEqualTo(it.account);
        assertThat(view().email()).isEqualTo(it.email);
        assertThat(view().phone()).isEqualTo(OrderHistory.PHONE);
        assertThat(view().shippingAddress()).isEqualTo(OrderHistory.ADDRESS);
        assertThat(view().shippingMethod()).isEqualTo("standard");
        assertThat(view().trackingToken()).isEqualTo(it.token);
    }

    @Test
    void forgets_the_buyer_who_is_erased() {
        it.happen(it.placed(), it.paid(), new BuyerErased(it.order));

        assertThat(view().email()).isNull();
        assertThat(view().phone()).isNull();
        assertThat(view().shippingAddress()).isNull();
        assertThat(view().trackingToken()).isNull();
        assertThat(timeline()).containsExactly("PLACED", "PAID", "BUYER_ERASED");
    }

    @Test
    void shows_where_to_once_it_is_told() {
        it.happen(it.sold());
        assertThat(view().shippingAddress()).isNull();
        assertThat(view().phone()).isNull();
        assertThat(view().account()).isEqualTo(it.account);

        it.happen(
                new AddressGiven(
                        it.order,
                        Personal.of(it.order.value(), OrderHistory.ADDRESS),
                        Personal.of(it.order.value(), OrderHistory.PHONE)));
        assertThat(view().shippingAddress()).isEqualTo(OrderHistory.ADDRESS);
        assertThat(view().phone()).isEqualTo(OrderHistory.PHONE);
        assertThat(timeline()).containsExactly("PLACED", "ADDRESS_GIVEN");

        var elsewhere = new Address("Mia", "Rue 2", null, "Sfax", null, "3000", "TN");
        it.happen(
                new AddressGiven(it.order, Personal.of(it.order.value(), elsewhere), null),
                it.paid());
        assertThat(timeline()).containsExactly("PLACED", "ADDRESS_GIVEN", "PAID");
        assertThat(view().shippingAddress()).isEqualTo(elsewhere);
        assertThat(view().phone()).isEqualTo(OrderHistory.PHONE);
        assertThat(
                        it.ask(new FindSellerOrder(it.order, it.atlas), SellerOrderView.class)
                                .shippingAddress())
                .isEqualTo(elsewhere);
    }

    @Test
    void shows_what_each_seller_sends() {
        it.happen(it.placed());

        assertThat(view().consignments().getFirst())
                .isEqualTo(
                        new Parcel(
                                it.ofAtlas,
                                new OrderView.Seller(it.atlas, "Atlas"),
                                ConsignmentStatus.WAITING,
                                view().lines().subList(0, 1),
                                euros(2_000),
                                euros(0),
                                euros(300),
                                euros(200),
                                euros(2_300),
                                null));
        assertThat(view().consignments().getLast().id()).isEqualTo(it.ofBasra);
        assertThat(view().consignments().getLast().lines())
                .extracting(Line::sku)
                .containsExactly(it.pen);
    }

    @Test
    void shows_the_payment_that_was_asked_for() {
        it.happen(it.placed());
        it.happen(
                0,
                new PaymentRequested(
                        it.payment, it.order.value(), euros(3_000), OrderHistory.PAY_UNTIL));

        assertThat(view().payment()).isEqualTo(new Paid(it.payment, PaymentStatus.OPEN));

        it.happen(1, new MoneyCaptured(it.payment, it.order.value(), TX, euros(3_000), null));

        assertThat(view().payment()).isEqualTo(new Paid(it.payment, PaymentStatus.PAID));
    }

    @Test
    void is_to_be_sent_once_it_is_paid() {
        it.happen(it.placed(), it.paid());

        assertThat(view().status()).isEqualTo(OrderStatus.PAID);
        assertThat(view().payUntil()).isNull();
        assertThat(parcels()).containsOnly(ConsignmentStatus.READY);
        assertThat(timeline()).containsExactly("PLACED", "PAID");
        assertThat(view().version()).isEqualTo(1);
    }

    @Test
    void shows_money_that_was_refused() {
        it.happen(
                it.placed(),
                new OrderCancelled(it.order, OrderCancelled.Cause.NOT_PAID_IN_TIME, null),
                new PaymentRefused(
                        it.order,
                        it.payment,
                        TX,
                        euros(3_000),
                        refund,
                        PaymentRefused.Why.CANCELLED));

        assertThat(view().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(view().refunds())
                .containsExactly(
                        new Refund(refund, euros(3_000), RefundStatus.PENDING, "CANCELLED"));
        assertThat(timeline()).containsExactly("PLACED", "CANCELLED", "PAYMENT_REFUSED");
    }

    @Test
    void is_cancelled() {
        it.happen(
                it.placed(),
                new OrderCancelled(it.order, OrderCancelled.Cause.BY_BUYER, "too dear"));

        assertThat(view().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(view().payUntil()).isNull();
        assertThat(parcels()).containsOnly(ConsignmentStatus.CANCELLED);
        assertThat(timeline()).containsExactly("PLACED", "CANCELLED");
    }

    @Test
    void shows_what_was_sent() {
        it.happen(it.placed(), it.paid(), shipped(it.ofBasra));

        assertThat(parcels()).containsExactly(ConsignmentStatus.READY, ConsignmentStatus.SHIPPED);
        assertThat(view().consignments().getLast().tracking())
                .isEqualTo(new Tracking("DHL", "123"));
        assertThat(view().status()).isEqualTo(OrderStatus.PAID);
        assertThat(timeline()).endsWith("CONSIGNMENT_SHIPPED");
    }

    @Test
    void shows_how_it_was_really_sent() {
        it.happen(
                it.placed(),
                it.paid(),
                shipped(it.ofBasra),
                new ConsignmentShipped(it.order, it.ofBasra, "Aramex", null));

        assertThat(parcels()).containsExactly(ConsignmentStatus.READY, ConsignmentStatus.SHIPPED);
        assertThat(view().consignments().getLast().tracking())
                .isEqualTo(new Tracking("Aramex", null));
        assertThat(timeline()).containsExactly("PLACED", "PAID", "CONSIGNMENT_SHIPPED");
    }

    @Test
    void is_sent_when_all_was_sent() {
        it.happen(
                it.placed(),
                it.paid(),
                shipped(it.ofBasra),
                shipped(it.ofAtlas),
                new OrderShipped(it.order));

        assertThat(view().status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(parcels()).containsOnly(ConsignmentStatus.SHIPPED);
        assertThat(timeline()).endsWith("CONSIGNMENT_SHIPPED", "SHIPPED");
    }

    @Test
    void shows_what_has_arrived() {
        it.happen(it.placed(), it.paid(), shipped(it.ofBasra), delivered(it.ofBasra));

        assertThat(parcels()).containsExactly(ConsignmentStatus.READY, ConsignmentStatus.DELIVERED);
        assertThat(timeline()).endsWith("CONSIGNMENT_DELIVERED");
    }

    @Test
    void has_arrived_when_all_has() {
        it.happen(
                it.placed(),
                it.paid(),
                shipped(it.ofBasra),
                shipped(it.ofAtlas),
                new OrderShipped(it.order),
                delivered(it.ofBasra),
                delivered(it.ofAtlas),
                new OrderDelivered(it.order));

        assertThat(view().status()).isEqualTo(OrderStatus.DELIVERED);
        assertThat(timeline()).endsWith("CONSIGNMENT_DELIVERED", "DELIVERED");
    }

    @Test
    void shows_money_that_is_to_go_back() {
        it.happen(it.placed(), it.paid(), requested(500));

        assertThat(view().refunds())
                .containsExactly(new Refund(refund, euros(500), RefundStatus.PENDING, "broken"));
        assertThat(view().status()).isEqualTo(OrderStatus.PAID);
        assertThat(view().amounts().refunded()).isEqualTo(euros(0));
        assertThat(timeline()).endsWith("REFUND_REQUESTED");
    }

    @Test
    void sends_no_more_what_is_wholly_given_back() {
        it.happen(it.placed(), it.paid(), requested(500));

        assertThat(parcels()).containsExactly(ConsignmentStatus.READY, ConsignmentStatus.CANCELLED);
    }

    @Test
    void what_was_sent_stays_so_when_it_is_given_back() {
        it.happen(it.placed(), it.paid(), shipped(it.ofBasra), requested(500));

        assertThat(parcels()).containsExactly(ConsignmentStatus.READY, ConsignmentStatus.SHIPPED);
    }

    @Test
    void shows_money_that_has_gone_back() {
        it.happen(it.placed(), it.paid(), requested(500), refunded(500, 500));

        assertThat(view().refunds())
                .containsExactly(new Refund(refund, euros(500), RefundStatus.SUCCEEDED, "broken"));
        assertThat(view().status()).isEqualTo(OrderStatus.PARTIALLY_REFUNDED);
        assertThat(view().amounts().refunded()).isEqualTo(euros(500));
        assertThat(timeline()).endsWith("PARTIALLY_REFUNDED");
    }

    @Test
    void money_that_has_gone_back_outweighs_what_is_sent() {
        it.happen(
                it.placed(),
                it.paid(),
                requested(3_000),
                refunded(3_000, 3_000),
                shipped(it.ofAtlas),
                shipped(it.ofBasra),
                new OrderShipped(it.order));

        assertThat(view().status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(timeline()).contains("REFUNDED").endsWith("SHIPPED");
    }

    @Test
    void shows_money_that_nobody_here_has_sent_back() {
        it.happen(it.placed(), it.paid(), refunded(700, 700));

        assertThat(view().refunds())
                .containsExactly(
                        new Refund(
                                refund,
                                euros(700),
                                RefundStatus.SUCCEEDED,
                                "refunded at the payment provider"));
        assertThat(view().status()).isEqualTo(OrderStatus.PARTIALLY_REFUNDED);
    }

    @Test
    void shows_money_that_could_not_go_back() {
        it.happen(it.placed(), it.paid(), requested(500), failed());

        assertThat(view().refunds())
                .containsExactly(new Refund(refund, euros(500), RefundStatus.FAILED, "broken"));
        assertThat(view().status()).isEqualTo(OrderStatus.PAID);
        assertThat(timeline()).endsWith("REFUND_FAILED");
    }

    @Test
    void tells_whoever_sends_it_how_many_pieces_were_taken_back() {
        it.happen(it.placed(), it.paid(), requested(3_000));

        assertThat(view().lines())
                .filteredOn(line -> line.sku().equals(it.pen))
                .extracting(Line::returned)
                .containsExactly(1);
        assertThat(view().consignments())
                .flatExtracting(Parcel::lines)
                .filteredOn(line -> line.sku().equals(it.pen))
                .extracting(Line::returned)
                .containsExactly(1);
    }

    @Test
    void takes_back_what_it_took_for_gone_back() {
        it.happen(it.placed(), it.paid(), requested(3_000), refunded(3_000, 3_000), failed());

        assertThat(view().refunds())
                .containsExactly(new Refund(refund, euros(3_000), RefundStatus.FAILED, "broken"));
        assertThat(view().amounts().refunded()).isEqualTo(euros(0));
        assertThat(view().status()).isEqualTo(OrderStatus.PAID);
        assertThat(timeline()).endsWith("REFUNDED", "REFUND_FAILED");
    }

    @Test
    void sends_no_more_what_was_wholly_paid_back_unless_it_was_not() {
        it.happen(it.placed(), it.paid(), shipped(it.ofAtlas), refunded(3_000, 3_000));
        assertThat(parcels())
                .containsExactly(ConsignmentStatus.SHIPPED, ConsignmentStatus.CANCELLED);

        it.happen(failed());
        assertThat(parcels()).containsExactly(ConsignmentStatus.SHIPPED, ConsignmentStatus.READY);
    }

    @Test
    void what_was_taken_back_stays_so_whatever_becomes_of_the_money() {
        var pen = List.of(new Returned(it.pen, new Quantity(1)));
        it.happen(
                it.placed(),
                it.paid(),
                shipped(it.ofAtlas),
                refunded(3_000, 3_000),
                new PiecesTakenBack(it.order, pen, "broken"),
                new OrderShipped(it.order),
                failed());

        assertThat(parcels())
                .containsExactly(ConsignmentStatus.SHIPPED, ConsignmentStatus.CANCELLED);
        assertThat(view().lines()).extracting(Line::returned).containsExactly(0, 1);
        assertThat(view().refunds()).hasSize(1);
        assertThat(timeline()).endsWith("REFUNDED", "TAKEN_BACK", "SHIPPED", "REFUND_FAILED");
    }

    @Test
    void what_is_cancelled_stays_so_whatever_becomes_of_the_money() {
        it.happen(
                it.placed(),
                it.paid(),
                new OrderCancelled(it.order, OrderCancelled.Cause.BY_SHOP, "broken"),
                refunded(3_000, 3_000),
                failed());

        assertThat(parcels()).containsOnly(ConsignmentStatus.CANCELLED);
    }

    @Test
    void counts_once_what_has_gone_back_in_the_end() {
        it.happen(it.placed(), it.paid(), requested(3_000), refunded(3_000, 3_000), failed());
        it.happen(new OrderRefunded(it.order, refund, TX, euros(3_000), euros(3_000), 9));

        assertThat(view().amounts().refunded()).isEqualTo(euros(3_000));
        assertThat(view().status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(view().refunds())
                .containsExactly(
                        new Refund(refund, euros(3_000), RefundStatus.SUCCEEDED, "broken"));
        assertThat(timeline()).endsWith("REFUNDED", "REFUND_FAILED", "REFUNDED");
    }

    @Test
    void shows_of_what_others_have_given_back_how_much_it_is_by_now() {
        it.happen(it.placed(), it.paid(), refunded(2_000, 2_000));
        it.happen(failed());
        it.happen(new OrderRefunded(it.order, refund, TX, euros(3_000), euros(3_000), 9));

        assertThat(view().amounts().refunded()).isEqualTo(euros(3_000));
        assertThat(view().refunds())
                .extracting(Refund::amount, Refund::status)
                .containsExactly(tuple(euros(3_000), RefundStatus.SUCCEEDED));
    }

    @Test
    void money_that_was_refused_and_is_back_was_never_the_orders() {
        it.happen(
                it.placed(),
                new OrderCancelled(it.order, OrderCancelled.Cause.NOT_PAID_IN_TIME, null),
                new PaymentRefused(
                        it.order,
                        it.payment,
                        TX,
                        euros(3_000),
                        refund,
                        PaymentRefused.Why.CANCELLED),
                refunded(3_000, 0));

        assertThat(view().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(timeline()).endsWith("PAYMENT_REFUSED", "PAYMENT_RETURNED");
    }

    @Test
    void shows_whoever_only_tracks_it_nothing_of_the_buyer() {
        it.happen(it.placed(), it.paid(), requested(500));

        OrderView tracked = it.ask(new TrackOrder(it.token), OrderView.class);

        assertThat(tracked.id()).isEqualTo(it.order);
        assertThat(tracked.status()).isEqualTo(OrderStatus.PAID);
        assertThat(tracked.lines()).hasSize(2);
        assertThat(tracked.account()).isNull();
        assertThat(tracked.email()).isNull();
        assertThat(tracked.phone()).isNull();
        assertThat(tracked.shippingAddress()).isNull();
        assertThat(tracked.trackingToken()).isNull();
        assertThat(tracked.refunds()).isEmpty();
    }

    @Test
    void shows_admins_all_but_the_token() {
        it.happen(it.placed());

        OrderView found = it.ask(new FindOrder(it.order, null), OrderView.class);

        assertThat(found.email()).isEqualTo(it.email);
        assertThat(found.trackingToken()).isNull();
    }

    @Test
    void is_not_found_by_somebody_else() {
        it.happen(it.placed());
        var other = new FindOrder(it.order, CartOwner.guest("else"));

        assertThat(refusalOf(other)).isEqualTo(new OrderNotFound());
        assertThat(refusalOf(new TrackOrder("else"))).isEqualTo(new OrderNotFound());
    }

    private Object refusalOf(OrderQuery query) {
        var answer = it.answerTo(query, OrderView.class);
        return HandlerExecutionException.resolveDetails(answer.exceptionResult()).orElseThrow();
    }
}
