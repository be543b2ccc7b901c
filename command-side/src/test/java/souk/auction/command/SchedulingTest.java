package souk.auction.command;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static souk.auction.command.AuctionExamples.ATLAS;
import static souk.auction.command.AuctionExamples.AUCTION;
import static souk.auction.command.AuctionExamples.CLOSES;
import static souk.auction.command.AuctionExamples.EXTENSION;
import static souk.auction.command.AuctionExamples.LEILA;
import static souk.auction.command.AuctionExamples.MUG;
import static souk.auction.command.AuctionExamples.OPENED;
import static souk.auction.command.AuctionExamples.OPENS;
import static souk.auction.command.AuctionExamples.SCHEDULED;
import static souk.auction.command.AuctionExamples.SELLERS_ACCOUNT;
import static souk.auction.command.AuctionExamples.THREE;
import static souk.auction.command.AuctionExamples.accepted;
import static souk.auction.command.AuctionExamples.closed;
import static souk.auction.command.AuctionExamples.euros;
import static souk.auction.command.AuctionExamples.schedule;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.auction.AuctionCommand.CancelAuction;
import souk.auction.AuctionCommand.OpenAuction;
import souk.auction.AuctionCommand.ScheduleAuction;
import souk.auction.AuctionEvent.AuctionCancelled;
import souk.auction.AuctionEvent.AuctionCancelled.Cause;
import souk.auction.AuctionEvent.AuctionUnsold;
import souk.auction.AuctionRejection.AuctionClosed;
import souk.auction.AuctionRejection.AuctionHasBids;
import souk.auction.AuctionRejection.AuctionNotFound;
import souk.auction.AuctionRejection.AudienceNotAllowed;
import souk.auction.AuctionRejection.EmailNeeded;
import souk.auction.AuctionRejection.InvalidPeriod;
import souk.auction.AuctionRejection.NotYetDue;
import souk.auction.AuctionRejection.WrongCurrency;
import souk.auction.AuctionState;
import souk.auction.Audience;
import souk.auction.Increments;
import souk.auction.Increments.Step;
import souk.catalog.ProductId;
import souk.inventory.StockRejection.OutOfStock;
import souk.inventory.StockRejection.StockNotFound;
import souk.kernel.CommonRejection.VersionMismatch;
import souk.kernel.InvalidValue;
import souk.kernel.Money;
import souk.order.OrderRejection.NotForSale;
import souk.order.OrderRejection.TotalNotPayable;
import souk.seller.SellerId;
import souk.seller.SellerRejection.SellerNotApproved;
import souk.seller.SellerStatus;
import souk.seller.Tier;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** How auctions come to be, open, and are taken off. */
class SchedulingTest {

    private static final Instant BEFORE = OPENS.minusSeconds(60);
    private static final String RESERVED = "reserve " + AUCTION + " 3 MUG";
    private static final String RELEASED = "release " + AUCTION + " [MUG]";

    private static AuctionStage before() {
        return AuctionStage.at(BEFORE);
    }

    private static ScheduleAuction between(@Nullable Instant opens, Instant closes) {
        return new ScheduleAuction(
                AUCTION,
                ATLAS,
                MUG,
                THREE,
                euros(1_000),
                null,
                euros(100),
                opens,
                closes,
                EXTENSION,
                Audience.PUBLIC);
    }

    private static ScheduleAuction at(
            Money start, @Nullable Money reserve, @Nullable Money increment) {
        return new ScheduleAuction(
                AUCTION, ATLAS, MUG, THREE, start, reserve, increment, OPENS, CLOSES, null, null);
    }

    private static ScheduleAuction extendedBy(Duration extension, @Nullable Audience audience) {
        return new ScheduleAuction(
                AUCTION,
                ATLAS,
                MUG,
                THREE,
                euros(1_000),
                null,
                euros(100),
                OPENS,
                CLOSES,
                extension,
                audience);
    }

    @Nested
    class Scheduling {

        @Test
        void tells_the_terms() {
            before().leadsTo(schedule(), SCHEDULED).andStockIsTold();
            before().shows(
                            schedule(),
                            it ->
                                    it.state() == AuctionState.SCHEDULED
                                            && it.minimumBid().equals(euros(1_000))
                                            && it.effectiveEnd().equals(CLOSES)
                                            && it.version() == 0);
        }

        @Test
        void opens_at_once_where_it_is_time() {
            AuctionStage.at(OPENS).leadsTo(schedule(), SCHEDULED, OPENED).andStockIsTold(RESERVED);
            AuctionStage.at(OPENS)
                    .leadsTo(between(null, CLOSES), SCHEDULED, OPENED)
                    .andStockIsTold(RESERVED);
            AuctionStage.at(OPENS)
                    .leadsTo(between(BEFORE, CLOSES), SCHEDULED, OPENED)
                    .andStockIsTold(RESERVED);
        }

        @Test
        void of_more_than_there_is_opens_nothing() {
            AuctionStage.at(OPENS).inStock(2).refuses(schedule(), OutOfStock.of(MUG, 2));
        }

        @Test
        void takes_what_the_house_says_where_the_seller_says_nothing() {
            before().shows(
                            extendedBy(null, null),
                            it ->
                                    it.extension().equals(Duration.ofMinutes(2))
                                            && it.audience() == Audience.PUBLIC);
        }

        @Test
        void moves_prices_by_steps_that_fit_the_currency() {
            var cents =
                    new Increments(
                            List.of(
                                    new Step(0, 5),
                                    new Step(100, 25),
                                    new Step(500, 50),
                                    new Step(2_500, 100),
                                    new Step(10_000, 250),
                                    new Step(25_000, 500),
                                    new Step(50_000, 1_000),
                                    new Step(100_000, 2_500),
                                    new Step(250_000, 5_000),
                                    new Step(500_000, 10_000)));
            before().shows(
                            at(euros(1_000), null, null),
                            it -> it.minimumBid().equals(euros(1_000)));
            before().leadsTo(
                            at(euros(1_000), null, null),
                            AuctionStage.termsOf(at(euros(1_000), null, null), cents));
            Money yen = new Money(3, Currency.getInstance("JPY"));
            before().leadsTo(
                            at(yen, null, null),
                            AuctionStage.termsOf(
                                    at(yen, null, null),
                                    new Increments(
                                            List.of(
                                                    new Step(0, 1),
                                                    new Step(1, 1),
                                                    new Step(5, 1),
                                                    new Step(25, 1),
                                                    new Step(100, 3),
                                                    new Step(250, 5),
                                                    new Step(500, 10),
                                                    new Step(1_000, 25),
                                                    new Step(2_500, 50),
                                                    new Step(5_000, 100)))));
        }

        @Test
        void twice_is_once() {
            before().given(SCHEDULED).changesNothing(schedule());
        }

        @Test
        void takes_an_approved_seller() {
            before().seller(SELLERS_ACCOUNT, Tier.RETAILER, SellerStatus.SUSPENDED)
                    .refuses(schedule(), new SellerNotApproved());
        }

        @Test
        void of_what_somebody_else_sells_is_refused() {
            before().offeredByAnother().refuses(schedule(), new StockNotFound());
        }

        @Test
        void of_what_is_not_for_sale_is_refused() {
            before().notForSale().refuses(schedule(), new NotForSale(List.of(MUG)));
        }

        @Test
        void in_several_currencies_is_refused() {
            Money yen = new Money(2_000, Currency.getInstance("JPY"));
            before().refuses(at(euros(1_000), yen, null), new WrongCurrency("EUR"));
            before().refuses(at(euros(1_000), null, yen), new WrongCurrency("EUR"));
        }

        @Test
        void for_too_short_or_too_long_is_refused() {
            before().refuses(
                            between(OPENS, OPENS.plusMillis(999)),
                            new InvalidPeriod("An auction lasts at least PT1S."));
            before().refuses(
                            between(null, BEFORE),
                            new InvalidPeriod("An auction lasts at least PT1S."));
            before().refuses(
                            between(OPENS, OPENS.plus(Duration.ofDays(90)).plusSeconds(1)),
                            new InvalidPeriod("An auction lasts at most PT2160H."));
            before().refuses(
                            between(
                                    OPENS.plus(Duration.ofDays(366)),
                                    OPENS.plus(Duration.ofDays(367))),
                            new InvalidPeriod("An auction opens within PT8760H."));
            before().refuses(
                            extendedBy(Duration.ofMinutes(61), null),
                            new InvalidPeriod("An extension is at most PT1H."));
        }

        @Test
        void for_others_than_the_seller_sells_to_is_refused() {
            before().refuses(
                            extendedBy(EXTENSION, Audience.WHOLESALERS),
                            new AudienceNotAllowed(Audience.PUBLIC));
            before().seller(SELLERS_ACCOUNT, Tier.IMPORTER, SellerStatus.APPROVED)
                    .refuses(schedule(), new AudienceNotAllowed(Audience.WHOLESALERS));
        }

        @Test
        void by_who_can_not_be_told_from_his_bidders_is_refused() {
            before().forgotten(SELLERS_ACCOUNT).refuses(schedule(), new EmailNeeded());
        }

        @Test
        void at_what_nobody_can_be_charged_is_refused() {
            AuctionStage stage = before().chargedFrom(50, 10_000);
            stage.refuses(at(euros(49), null, null), notPayable(euros(49)));
            stage.refuses(at(euros(1), euros(49), null), notPayable(euros(49)));
            stage.refuses(at(euros(10_001), null, null), notPayable(euros(10_001)));
            stage.refuses(at(euros(50), euros(10_001), null), notPayable(euros(10_001)));
        }

        private static TotalNotPayable notPayable(Money price) {
            return new TotalNotPayable(price, euros(1), euros(50), euros(10_000));
        }

        @Test
        void begins_below_what_can_be_charged_where_nobody_gets_it_for_that() {
            before().chargedFrom(50, 10_000)
                    .shows(at(euros(1), euros(50), null), it -> it.minimumBid().equals(euros(1)));
            before().chargedFrom(50, 10_000)
                    .shows(
                            at(euros(50), euros(10_000), null),
                            it -> it.state() == AuctionState.SCHEDULED);
        }

        @Test
        void leaves_room_for_a_second_bid() {
            long highest = 100_000_000_000_000L;
            at(euros(highest - 100), null, euros(100));
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> at(euros(highest - 100), null, euros(101)));
        }

        @Test
        void takes_an_approved_seller_where_this_node_has_not_heard_of_it_yet() {
            before().lateSeller(SELLERS_ACCOUNT, SellerStatus.APPLIED)
                    .leadsTo(schedule(), SCHEDULED);
        }

        @Test
        void takes_amounts_that_can_be_paid() {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> at(euros(0), null, null));
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> at(euros(100_000_000_000_001L), null, null));
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> at(euros(1_000), euros(999), null));
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> at(new Money(1, Currency.getInstance("XAU")), null, null));
        }
    }

    @Nested
    class Opening {

        private static final OpenAuction OPEN = new OpenAuction(AUCTION);

        @Test
        void sets_stock_aside() {
            AuctionStage.at(OPENS).given(SCHEDULED).leadsTo(OPEN, OPENED).andStockIsTold(RESERVED);
        }

        @Test
        void too_early_is_to_be_asked_again() {
            AuctionStage.at(OPENS.minusMillis(1))
                    .given(SCHEDULED)
                    .refuses(OPEN, new NotYetDue(OPENS));
        }

        @Test
        void without_enough_in_stock_is_the_end_of_it() {
            AuctionStage.at(OPENS)
                    .inStock(2)
                    .given(SCHEDULED)
                    .leadsTo(OPEN, new AuctionCancelled(AUCTION, Cause.OUT_OF_STOCK))
                    .andStockIsTold();
        }

        @Test
        void of_what_is_not_for_sale_any_more_is_the_end_of_it() {
            AuctionStage.at(OPENS)
                    .notForSale()
                    .given(SCHEDULED)
                    .leadsTo(OPEN, new AuctionCancelled(AUCTION, Cause.NOT_FOR_SALE))
                    .andStockIsTold();
        }

        @Test
        void of_what_is_another_product_by_now_is_the_end_of_it() {
            AuctionStage.at(OPENS)
                    .offeredAs(new ProductId("prd_01hzy00000000000000000000z"))
                    .given(SCHEDULED)
                    .leadsTo(OPEN, new AuctionCancelled(AUCTION, Cause.NOT_FOR_SALE))
                    .andStockIsTold();
        }

        @Test
        void looks_again_before_that_is_the_end_of_it() {
            AuctionStage.at(OPENS)
                    .lateOffer(false)
                    .given(SCHEDULED)
                    .leadsTo(OPEN, OPENED)
                    .andStockIsTold(RESERVED);
        }

        @Test
        void of_what_is_open_or_over_changes_nothing() {
            AuctionStage.at(OPENS).given(SCHEDULED, OPENED).changesNothing(OPEN);
            AuctionStage.at(CLOSES)
                    .given(
                            SCHEDULED,
                            closed(1_000, true, 0),
                            new AuctionUnsold(AUCTION, AuctionUnsold.Cause.NO_BIDS))
                    .changesNothing(OPEN);
        }

        @Test
        void of_none_is_refused() {
            before().refuses(OPEN, new AuctionNotFound());
        }
    }

    @Nested
    class Cancelling {

        private static final CancelAuction BY_SELLER = new CancelAuction(AUCTION, ATLAS);
        private static final CancelAuction BY_SHOP = new CancelAuction(AUCTION, null);
        private static final AuctionCancelled CANCELLED =
                new AuctionCancelled(AUCTION, Cause.BY_SELLER);

        @Test
        void before_it_opens_has_no_stock_to_free() {
            before().given(SCHEDULED).leadsTo(BY_SELLER, CANCELLED).andStockIsTold();
        }

        @Test
        void frees_the_stock() {
            AuctionStage.at(OPENS)
                    .given(SCHEDULED, OPENED)
                    .leadsTo(BY_SELLER, CANCELLED)
                    .andStockIsTold(RELEASED);
            AuctionStage.at(OPENS)
                    .given(SCHEDULED, OPENED)
                    .leadsTo(BY_SHOP, new AuctionCancelled(AUCTION, Cause.BY_SHOP))
                    .andStockIsTold(RELEASED);
        }

        @Test
        void twice_is_once() {
            AuctionStage.at(OPENS).given(SCHEDULED, OPENED, CANCELLED).changesNothing(BY_SELLER);
        }

        @Test
        void once_there_are_bids_is_refused() {
            AuctionStage.at(OPENS)
                    .given(SCHEDULED, OPENED, accepted(1, LEILA, 1_000, LEILA, 1_000))
                    .refuses(BY_SELLER, new AuctionHasBids());
        }

        @Test
        void by_the_shop_goes_until_it_is_decided() {
            AuctionCancelled byShop = new AuctionCancelled(AUCTION, Cause.BY_SHOP);
            for (Instant now : List.of(OPENS, CLOSES, CLOSES.plusSeconds(60))) {
                AuctionStage.at(now)
                        .given(SCHEDULED, OPENED, accepted(1, LEILA, 1_000, LEILA, 1_000))
                        .leadsTo(BY_SHOP, byShop)
                        .andStockIsTold(RELEASED);
            }
            AuctionStage.at(CLOSES).given(SCHEDULED).leadsTo(BY_SHOP, byShop).andStockIsTold();
        }

        @Test
        void once_it_is_over_is_refused() {
            AuctionStage.at(CLOSES)
                    .given(SCHEDULED, OPENED)
                    .refuses(BY_SELLER, new AuctionClosed());
            AuctionStage.at(CLOSES)
                    .given(
                            SCHEDULED,
                            OPENED,
                            closed(1_000, true, 0),
                            new AuctionUnsold(AUCTION, AuctionUnsold.Cause.NO_BIDS))
                    .refuses(BY_SHOP, new AuctionClosed());
        }

        @Test
        void of_another_version_than_was_seen_is_refused() {
            AuctionStage.at(OPENS)
                    .given(SCHEDULED, OPENED)
                    .refuses(BY_SELLER, 0, new VersionMismatch(1));
        }

        @Test
        void of_somebody_elses_or_none_is_refused() {
            var thief = new CancelAuction(AUCTION, SellerId.of(LEILA));
            before().given(SCHEDULED).refuses(thief, new AuctionNotFound());
            before().given(SCHEDULED).refuses(thief, 5, new AuctionNotFound());
            before().refuses(BY_SHOP, new AuctionNotFound());
        }
    }
}
