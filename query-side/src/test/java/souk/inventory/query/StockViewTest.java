package souk.inventory.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.inventory.StockEvent;
import souk.inventory.StockEvent.StockAdjusted;
import souk.inventory.StockEvent.StockCommitted;
import souk.inventory.StockEvent.StockCounted;
import souk.inventory.StockEvent.StockOpened;
import souk.inventory.StockEvent.StockRanLow;
import souk.inventory.StockEvent.StockReceived;
import souk.inventory.StockEvent.StockReleased;
import souk.inventory.StockEvent.StockReserved;
import souk.inventory.StockEvent.StockReturned;
import souk.inventory.StockEvent.ThresholdSet;
import souk.inventory.StockKeeper;
import souk.inventory.StockOwner;
import souk.inventory.StockPage;
import souk.inventory.StockQuery;
import souk.inventory.StockQuery.FindStock;
import souk.inventory.StockQuery.FindStockOwner;
import souk.inventory.StockQuery.ListStock;
import souk.inventory.StockRejection.StockNotFound;
import souk.inventory.StockView;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.platform.query.QueryNodeTest;
import souk.seller.SellerId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stock's view, from events to answers. */
@QueryNodeTest
class StockViewTest {

    private static final String ORDER = "order 1";
    private static final Quantity THREE = new Quantity(3);
    private static int created;

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired StockAvailability availability;
    @Autowired JdbcTemplate jdbc;

    private final SellerId seller = new SellerId(Ids.of(SellerId.PREFIX, ++created, new byte[10]));
    private final StockKeeper keeper = new StockKeeper(seller);
    private final Sku mug = new Sku("MUG-" + seller);
    private final StockOpened opened = new StockOpened(mug, seller);
    private final StockCounted ten = new StockCounted(mug, 10);
    private final StockReserved reserved = new StockReserved(mug, ORDER, THREE);

    private void happen(StockEvent... happened) {
        List<EventMessage<?>> messages = new ArrayList<>();
        for (StockEvent event : happened) {
            messages.add(
                    new GenericDomainEventMessage<>(
                            "Stock", "stock_" + event.sku(), messages.size(), event));
        }
        events.publish(messages);
    }

    private <R> QueryResponseMessage<R> answer(StockQuery query, Class<R> type) {
        long head = events.createHeadToken().position().orElseThrow();
        return queries.query(
                        new GenericQueryMessage<>(query, ResponseTypes.instanceOf(type))
                                .withMetaData(Map.of(MessageKeys.POSITION, head)))
                .join();
    }

    private StockView view() {
        return answer(new FindStock(mug, keeper), StockView.class).getPayload();
    }

    private StockPage page(boolean lowOnly, String after, int limit) {
        return answer(new ListStock(keeper, lowOnly, after, limit, true), StockPage.class)
                .getPayload();
    }

    private StockView expected(int onHand, int held, int threshold, long version) {
        int available = onHand - held;
        return new StockView(
                mug, onHand, held, available, threshold, available <= threshold, version);
    }

    @Test
    void begins_with_nothing() {
        happen(opened);

        assertThat(view()).isEqualTo(expected(0, 0, 0, 0));
    }

    @Test
    void takes_what_was_counted() {
        happen(opened, ten);

        assertThat(view()).isEqualTo(expected(10, 0, 0, 1));
    }

    @Test
    void adds_what_was_received_and_adjusted() {
        happen(opened, ten, new StockReceived(mug, 5), new StockAdjusted(mug, -2, "broken"));

        assertThat(view()).isEqualTo(expected(13, 0, 0, 3));
    }

    @Test
    void sets_aside_what_is_reserved() {
        happen(opened, ten, reserved);

        assertThat(view()).isEqualTo(expected(10, 3, 0, 2));
    }

    @Test
    void gives_back_what_is_released() {
        happen(opened, ten, reserved, new StockReleased(mug, ORDER, THREE));

        assertThat(view()).isEqualTo(expected(10, 0, 0, 3));
    }

    @Test
    void loses_what_is_committed() {
        happen(opened, ten, reserved, new StockCommitted(mug, ORDER, THREE));

        assertThat(view()).isEqualTo(expected(7, 0, 0, 3));
    }

    @Test
    void has_again_what_is_returned() {
        happen(
                opened,
                ten,
                reserved,
                new StockCommitted(mug, ORDER, THREE),
                new StockReturned(mug, ORDER, new Quantity(2)));

        assertThat(view()).isEqualTo(expected(9, 0, 0, 4));
    }

    @Test
    void is_low_from_the_threshold_down() {
        happen(opened, ten, new ThresholdSet(mug, 10), new StockRanLow(mug, 10, 10));

        assertThat(view()).isEqualTo(expected(10, 0, 10, 3));
        assertThat(view().low()).isTrue();
    }

    @Test
    void is_seen_by_its_keeper_and_admins_only() {
        happen(opened);
        var other = new StockKeeper(new SellerId("sel_7zzzzzzzzzzzzzzzzzzzzzzzzz"));

        assertThat(answer(new FindStock(mug, StockKeeper.ADMIN), StockView.class).getPayload())
                .isEqualTo(view());
        assertThat(refusalOf(answer(new FindStock(mug, other), StockView.class)))
                .isEqualTo(new StockNotFound());
        assertThat(
                        answer(new ListStock(other, false, null, 10, true), StockPage.class)
                                .getPayload())
                .isEqualTo(new StockPage(List.of(), null, 0L));
    }

    @Test
    void is_somebodys() {
        happen(opened);

        assertThat(answer(new FindStockOwner(mug), StockOwner.class).getPayload())
                .isEqualTo(new StockOwner(seller));
        assertThat(refusalOf(answer(new FindStockOwner(new Sku("NO-MUG")), StockOwner.class)))
                .isEqualTo(new StockNotFound());
    }

    @Test
    void is_not_found_where_there_is_none() {
        happen(new StockOpened(new Sku("OTHER-" + seller), seller));

        assertThat(refusalOf(answer(new FindStock(mug, keeper), StockView.class)))
                .isEqualTo(new StockNotFound());
    }

    private static Object refusalOf(QueryResponseMessage<?> answer) {
        return HandlerExecutionException.resolveDetails(answer.exceptionResult()).orElseThrow();
    }

    @Test
    void is_listed_page_by_page() {
        for (String name : List.of("A", "B", "C")) {
            happen(new StockOpened(new Sku(name + seller), seller));
        }

        StockPage first = page(false, null, 2);
        StockPage second = page(false, first.next(), 2);

        assertThat(first.items())
                .extracting(stock -> stock.sku().value())
                .containsExactly("A" + seller, "B" + seller);
        assertThat(first.total()).isEqualTo(3);
        assertThat(second.items())
                .extracting(stock -> stock.sku().value())
                .containsExactly("C" + seller);
        assertThat(second.next()).isNull();
    }

    @Test
    void is_listed_where_it_is_low() {
        happen(opened, ten);
        Sku rare = new Sku("RARE-" + seller);
        happen(new StockOpened(rare, seller), new StockCounted(rare, 0));

        assertThat(page(true, null, 10).items()).extracting(StockView::sku).containsExactly(rare);
    }

    @Test
    void shows_other_views_what_is_available() {
        happen(opened, ten, reserved);
        view();

        assertThat(
                        jdbc.queryForList(
                                "select %s from (values (1, ?), (2, 'NEVER')) line (place, sku) order by place"
                                        .formatted(availability.available("line.sku")),
                                Integer.class,
                                mug.value()))
                .containsExactly(7, 0);
    }
}
