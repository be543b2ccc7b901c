package souk.inventory.command;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.catalog.ProductId;
import souk.catalog.command.Offer;
import souk.catalog.command.Offers;
import souk.inventory.StockCommand;
import souk.inventory.StockCommand.AdjustStock;
import souk.inventory.StockCommand.CommitStock;
import souk.inventory.StockCommand.ReceiveStock;
import souk.inventory.StockCommand.ReleaseStock;
import souk.inventory.StockCommand.ReserveStock;
import souk.inventory.StockCommand.SetStock;
import souk.inventory.StockEvent.StockAdjusted;
import souk.inventory.StockEvent.StockCommitted;
import souk.inventory.StockEvent.StockCounted;
import souk.inventory.StockEvent.StockOpened;
import souk.inventory.StockEvent.StockRanLow;
import souk.inventory.StockEvent.StockReceived;
import souk.inventory.StockEvent.StockReleased;
import souk.inventory.StockEvent.StockReserved;
import souk.inventory.StockEvent.ThresholdSet;
import souk.inventory.StockKeeper;
import souk.inventory.StockRejection.AlreadyReserved;
import souk.inventory.StockRejection.OutOfStock;
import souk.inventory.StockRejection.StockIsReserved;
import souk.inventory.StockRejection.StockNotFound;
import souk.inventory.StockRejection.TooMuchStock;
import souk.inventory.StockView;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Rejection;
import souk.kernel.Sku;
import souk.seller.SellerId;

import java.util.Currency;
import java.util.List;
import java.util.Optional;

class StockTest {

    private static final Sku MUG = new Sku("MUG");
    private static final SellerId SELLER = new SellerId("sel_01hzy00000000000000000000a");
    private static final StockKeeper KEEPER = new StockKeeper(SELLER);
    private static final StockKeeper OTHER =
            new StockKeeper(new SellerId("sel_01hzy00000000000000000000b"));
    private static final StockOpened OPENED = new StockOpened(MUG, SELLER);
    private static final StockCounted TEN = new StockCounted(MUG, 10);
    private static final Quantity THREE = new Quantity(3);
    private static final StockReserved THREE_RESERVED = new StockReserved(MUG, "order 1", THREE);

    private Optional<Offer> offer =
            Optional.of(
                    new Offer(
                            MUG,
                            new ProductId("prd_01hzy00000000000000000000a"),
                            SELLER,
                            "Atlas",
                            "Mug",
                            new Money(1_000, Currency.getInstance("EUR")),
                            false,
                            List.of(),
                            null));
    private FixtureConfiguration<Stock> stock;

    @BeforeEach
    void fixture() {
        stock = new AggregateTestFixture<>(Stock.class);
        stock.registerInjectableResource((Offers) _ -> offer);
    }

    private static StockView view(int onHand, int reserved, int threshold, long version) {
        int available = onHand - reserved;
        return new StockView(
                MUG, onHand, reserved, available, threshold, available <= threshold, version);
    }

    private static SetStock count(int onHand) {
        return new SetStock(MUG, KEEPER, onHand, null);
    }

    private static AdjustStock adjust(int delta) {
        return new AdjustStock(MUG, KEEPER, delta, "broken");
    }

    private void isRefused(StockCommand command, Rejection rejection, Object... given) {
        ResultValidator<Stock> result =
                given.length == 0
                        ? stock.givenNoPriorActivity().when(command)
                        : stock.given(given).when(command);
        result.expectNoEvents().expectExceptionDetails(rejection);
    }

    @Nested
    class Counting {

        @Test
        void opens_the_stock() {
            stock.givenNoPriorActivity()
                    .when(count(10))
                    .expectEvents(OPENED, TEN)
                    .expectResultMessagePayload(view(10, 0, 0, 1));
        }

        @Test
        void corrects_what_was_thought() {
            stock.given(OPENED, TEN)
                    .when(count(8))
                    .expectEvents(new StockCounted(MUG, 8))
                    .expectResultMessagePayload(view(8, 0, 0, 2));
        }

        @Test
        void what_was_thought_changes_nothing() {
            stock.given(OPENED, TEN)
                    .when(count(10))
                    .expectNoEvents()
                    .expectResultMessagePayload(view(10, 0, 0, 1));
        }

        @Test
        void is_for_admins_too() {
            stock.givenNoPriorActivity()
                    .when(new SetStock(MUG, StockKeeper.ADMIN, 10, null))
                    .expectEvents(OPENED, TEN);
        }

        @Test
        void less_than_is_promised_is_refused() {
            isRefused(count(2), new StockIsReserved(MUG, 10, 3), OPENED, TEN, THREE_RESERVED);
        }

        @Test
        void somebody_elses_is_refused() {
            isRefused(new SetStock(MUG, OTHER, 10, null), new StockNotFound(), OPENED, TEN);
        }

        @Test
        void what_nobody_sells_is_refused() {
            offer = Optional.empty();
            isRefused(new SetStock(MUG, StockKeeper.ADMIN, 10, null), new StockNotFound());
        }
    }

    @Nested
    class Setting_a_threshold {

        @Test
        void warns_from_then_on() {
            stock.given(OPENED, TEN)
                    .when(new SetStock(MUG, KEEPER, null, 5))
                    .expectEvents(new ThresholdSet(MUG, 5))
                    .expectResultMessagePayload(view(10, 0, 5, 2));
        }

        @Test
        void above_what_there_is_warns_at_once() {
            stock.given(OPENED, TEN)
                    .when(new SetStock(MUG, KEEPER, null, 10))
                    .expectEvents(new ThresholdSet(MUG, 10), new StockRanLow(MUG, 10, 10));
        }

        @Test
        void to_what_it_is_changes_nothing() {
            stock.given(OPENED, TEN).when(new SetStock(MUG, KEEPER, null, 0)).expectNoEvents();
        }
    }

    @Nested
    class Running_low {

        private final ThresholdSet atSeven = new ThresholdSet(MUG, 7);
        private final StockRanLow ranLow = new StockRanLow(MUG, 7, 7);

        @Test
        void is_told_when_the_threshold_is_reached() {
            stock.given(OPENED, TEN, atSeven)
                    .when(new ReserveStock(MUG, "order 1", THREE))
                    .expectEvents(THREE_RESERVED, ranLow);
            stock.given(OPENED, TEN, atSeven)
                    .when(adjust(-3))
                    .expectEvents(new StockAdjusted(MUG, -3, "broken"), ranLow);
            stock.given(OPENED, TEN, atSeven)
                    .when(count(7))
                    .expectEvents(new StockCounted(MUG, 7), ranLow);
        }

        @Test
        void is_told_once() {
            stock.given(OPENED, TEN, atSeven, THREE_RESERVED, ranLow)
                    .when(adjust(-1))
                    .expectEvents(new StockAdjusted(MUG, -1, "broken"));
        }

        @Test
        void is_told_again_after_it_has_recovered() {
            stock.given(
                            OPENED,
                            TEN,
                            atSeven,
                            THREE_RESERVED,
                            ranLow,
                            new StockReleased(MUG, "order 1", THREE))
                    .when(adjust(-3))
                    .expectEvents(new StockAdjusted(MUG, -3, "broken"), ranLow);
        }

        @Test
        void is_not_told_before_anything_has_come() {
            stock.given(OPENED, atSeven).when(count(5)).expectEvents(new StockCounted(MUG, 5));
        }
    }

    @Nested
    class Receiving {

        @Test
        void adds() {
            stock.given(OPENED, TEN)
                    .when(new ReceiveStock(MUG, KEEPER, 5))
                    .expectEvents(new StockReceived(MUG, 5))
                    .expectResultMessagePayload(view(15, 0, 0, 2));
        }

        @Test
        void opens_the_stock() {
            stock.givenNoPriorActivity()
                    .when(new ReceiveStock(MUG, KEEPER, 5))
                    .expectEvents(OPENED, new StockReceived(MUG, 5));
        }

        @Test
        void more_than_fits_is_refused() {
            isRefused(
                    new ReceiveStock(MUG, KEEPER, StockCommand.MOST),
                    new TooMuchStock(MUG),
                    OPENED,
                    TEN);
        }

        @Test
        void somebody_elses_is_refused() {
            isRefused(new ReceiveStock(MUG, OTHER, 5), new StockNotFound(), OPENED, TEN);
        }
    }

    @Nested
    class Adjusting {

        @Test
        void adds_or_takes_away() {
            stock.given(OPENED, TEN)
                    .when(adjust(-4))
                    .expectEvents(new StockAdjusted(MUG, -4, "broken"))
                    .expectResultMessagePayload(view(6, 0, 0, 2));
            stock.given(OPENED, TEN)
                    .when(adjust(4))
                    .expectEvents(new StockAdjusted(MUG, 4, "broken"));
        }

        @Test
        void below_what_is_promised_is_refused() {
            isRefused(adjust(-8), new StockIsReserved(MUG, 10, 3), OPENED, TEN, THREE_RESERVED);
        }

        @Test
        void more_than_fits_is_refused() {
            isRefused(adjust(StockCommand.MOST), new TooMuchStock(MUG), OPENED, TEN);
        }

        @Test
        void somebody_elses_is_refused() {
            isRefused(new AdjustStock(MUG, OTHER, 1, "found"), new StockNotFound(), OPENED, TEN);
        }
    }

    @Nested
    class Reserving {

        @Test
        void sets_pieces_aside() {
            stock.given(OPENED, TEN)
                    .when(new ReserveStock(MUG, "order 1", THREE))
                    .expectEvents(THREE_RESERVED)
                    .expectResultMessagePayload(view(10, 3, 0, 2));
        }

        @Test
        void twice_is_once() {
            stock.given(OPENED, TEN, THREE_RESERVED)
                    .when(new ReserveStock(MUG, "order 1", THREE))
                    .expectNoEvents();
        }

        @Test
        void another_quantity_for_the_same_reference_is_refused() {
            isRefused(
                    new ReserveStock(MUG, "order 1", new Quantity(4)),
                    new AlreadyReserved(MUG, "order 1", 3),
                    OPENED,
                    TEN,
                    THREE_RESERVED);
        }

        @Test
        void more_than_is_available_is_refused() {
            isRefused(
                    new ReserveStock(MUG, "order 2", new Quantity(8)),
                    OutOfStock.of(MUG, 7),
                    OPENED,
                    TEN,
                    THREE_RESERVED);
        }

        @Test
        void what_never_came_is_refused() {
            isRefused(new ReserveStock(MUG, "order 1", THREE), OutOfStock.of(MUG, 0));
        }
    }

    @Nested
    class Releasing {

        @Test
        void makes_it_available_again() {
            stock.given(OPENED, TEN, THREE_RESERVED)
                    .when(new ReleaseStock(MUG, "order 1"))
                    .expectEvents(new StockReleased(MUG, "order 1", THREE))
                    .expectResultMessagePayload(view(10, 0, 0, 3));
        }

        @Test
        void twice_is_once() {
            stock.given(OPENED, TEN, THREE_RESERVED, new StockReleased(MUG, "order 1", THREE))
                    .when(new ReleaseStock(MUG, "order 1"))
                    .expectNoEvents();
        }
    }

    @Nested
    class Committing {

        @Test
        void takes_it_off_the_shelf() {
            stock.given(OPENED, TEN, THREE_RESERVED)
                    .when(new CommitStock(MUG, "order 1"))
                    .expectEvents(new StockCommitted(MUG, "order 1", THREE))
                    .expectResultMessagePayload(view(7, 0, 0, 3));
        }

        @Test
        void twice_is_once() {
            stock.given(OPENED, TEN, THREE_RESERVED, new StockCommitted(MUG, "order 1", THREE))
                    .when(new CommitStock(MUG, "order 1"))
                    .expectNoEvents();
        }
    }
}
