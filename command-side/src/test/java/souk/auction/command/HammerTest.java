package souk.auction.command;

import static souk.auction.command.AuctionExamples.AMAL;
import static souk.auction.command.AuctionExamples.ATLAS;
import static souk.auction.command.AuctionExamples.AUCTION;
import static souk.auction.command.AuctionExamples.CLOSES;
import static souk.auction.command.AuctionExamples.LEILA;
import static souk.auction.command.AuctionExamples.MUG;
import static souk.auction.command.AuctionExamples.OPENED;
import static souk.auction.command.AuctionExamples.OPENS;
import static souk.auction.command.AuctionExamples.PRODUCT;
import static souk.auction.command.AuctionExamples.SCHEDULED;
import static souk.auction.command.AuctionExamples.SECRET;
import static souk.auction.command.AuctionExamples.SELLERS_ACCOUNT;
import static souk.auction.command.AuctionExamples.THREE;
import static souk.auction.command.AuctionExamples.YOUSSEF;
import static souk.auction.command.AuctionExamples.accepted;
import static souk.auction.command.AuctionExamples.alias;
import static souk.auction.command.AuctionExamples.awarded;
import static souk.auction.command.AuctionExamples.closed;
import static souk.auction.command.AuctionExamples.email;
import static souk.auction.command.AuctionExamples.euros;
import static souk.auction.command.AuctionExamples.extended;
import static souk.auction.command.AuctionExamples.order;
import static souk.auction.command.AuctionExamples.restrictedTo;
import static souk.auction.command.AuctionExamples.scheduled;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.account.AccountId;
import souk.auction.AuctionCommand.CloseAuction;
import souk.auction.AuctionCommand.PassOn;
import souk.auction.AuctionCommand.SettleAuction;
import souk.auction.AuctionEvent.AuctionSettled;
import souk.auction.AuctionEvent.AuctionUnsold;
import souk.auction.AuctionEvent.AuctionUnsold.Cause;
import souk.auction.AuctionEvent.AwardLapsed;
import souk.auction.AuctionRejection.AuctionNotFound;
import souk.auction.AuctionRejection.NotYetDue;
import souk.auction.AuctionState;
import souk.auction.Audience;
import souk.auction.command.AuctionSettings.RunnerUpPrice;
import souk.order.OrderRejection.TotalTooLarge;
import souk.order.command.Orders.Sale;
import souk.seller.SellerStatus;
import souk.seller.Tier;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Who gets it, who is next, and what becomes of the stock. */
class HammerTest {

    private static final String RELEASED = "release " + AUCTION + " [MUG]";
    private static final Instant LATER = CLOSES.plus(Duration.ofHours(48));

    // Leïla leads at 2 600, Youssef is ready to pay 2 500, Amal 1 200
    private static final List<Object> BIDS =
            List.of(
                    accepted(1, AMAL, 1_200, AMAL, 1_000),
                    accepted(2, YOUSSEF, 2_500, YOUSSEF, 1_300),
                    accepted(3, LEILA, 4_000, LEILA, 2_600));

    private static Object[] history(Object scheduled, List<Object> bids, Object... more) {
        List<Object> all = new ArrayList<>(List.of(scheduled, OPENED));
        all.addAll(bids);
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    private static Sale sale(AccountId buyer, long price, int rank, Instant at) {
        return new Sale(
                order(rank),
                buyer,
                email(buyer),
                ATLAS,
                "Atlas",
                MUG,
                PRODUCT,
                "Mug",
                THREE,
                euros(price),
                at.plus(Duration.ofHours(48)),
                SECRET);
    }

    private static AwardLapsed lapsed(AccountId bidder, int rank) {
        return new AwardLapsed(AUCTION, order(rank), bidder, alias(bidder));
    }

    private static AuctionUnsold unsold(Cause cause) {
        return new AuctionUnsold(AUCTION, cause);
    }

    @Nested
    class Closing {

        private static final CloseAuction CLOSE = new CloseAuction(AUCTION);

        @Test
        void gives_it_to_the_leader_at_the_price() {
            AuctionStage.at(CLOSES)
                    .given(history(SCHEDULED, BIDS))
                    .leadsTo(CLOSE, closed(2_600, true, 3), awarded(LEILA, 2_600, 1, CLOSES))
                    .andStockIsTold()
                    .andSells(sale(LEILA, 2_600, 1, CLOSES));
        }

        @Test
        void awards_it_for_what_can_be_paid_of_the_price() {
            AuctionStage.at(CLOSES)
                    .inCoinsOf(1_000)
                    .given(history(SCHEDULED, BIDS))
                    .leadsTo(CLOSE, closed(2_600, true, 3), awarded(LEILA, 2_000, 1, CLOSES))
                    .andSells(sale(LEILA, 2_000, 1, CLOSES));
        }

        @Test
        void shows_who_got_it() {
            AuctionStage.at(CLOSES)
                    .given(history(SCHEDULED, BIDS))
                    .shows(
                            CLOSE,
                            it ->
                                    it.state() == AuctionState.SOLD
                                            && it.minimumBid() == null
                                            && it.leader().equals(alias(LEILA))
                                            && it.award().orderId().equals(order(1))
                                            && it.award().rank() == 1
                                            && !it.award().paid());
        }

        @Test
        void late_is_as_if_it_had_been_in_time() {
            Instant up = CLOSES.plus(Duration.ofDays(1));
            AuctionStage.at(up)
                    .given(history(SCHEDULED, BIDS))
                    .leadsTo(CLOSE, closed(2_600, true, 3), awarded(LEILA, 2_600, 1, up))
                    .andSells(sale(LEILA, 2_600, 1, up));
        }

        @Test
        void without_bids_frees_the_stock() {
            AuctionStage.at(CLOSES)
                    .given(history(SCHEDULED, List.of()))
                    .leadsTo(CLOSE, closed(1_000, true, 0), unsold(Cause.NO_BIDS))
                    .andStockIsTold(RELEASED)
                    .andSells();
        }

        @Test
        void below_the_reserve_frees_the_stock() {
            AuctionStage.at(CLOSES)
                    .given(
                            history(
                                    scheduled(euros(5_000)),
                                    List.of(accepted(1, LEILA, 4_000, LEILA, 1_000, false))))
                    .leadsTo(CLOSE, closed(1_000, false, 1), unsold(Cause.RESERVE_NOT_MET))
                    .andStockIsTold(RELEASED)
                    .andSells();
        }

        @Test
        void what_was_never_opened_has_no_stock_to_free() {
            AuctionStage.at(CLOSES)
                    .given(SCHEDULED)
                    .leadsTo(CLOSE, closed(1_000, true, 0), unsold(Cause.NO_BIDS))
                    .andStockIsTold();
        }

        @Test
        void too_early_is_to_be_asked_again() {
            AuctionStage.at(CLOSES.minusMillis(1))
                    .given(history(SCHEDULED, BIDS))
                    .refuses(CLOSE, new NotYetDue(CLOSES));
            Instant end = CLOSES.plusSeconds(90);
            AuctionStage.at(CLOSES)
                    .given(history(SCHEDULED, BIDS, extended(3, end)))
                    .refuses(CLOSE, new NotYetDue(end));
        }

        @Test
        void twice_is_once() {
            AuctionStage.at(CLOSES)
                    .given(
                            history(
                                    SCHEDULED,
                                    BIDS,
                                    closed(2_600, true, 3),
                                    awarded(LEILA, 2_600, 1, CLOSES)))
                    .changesNothing(CLOSE);
            AuctionStage.at(CLOSES)
                    .given(
                            history(
                                    SCHEDULED,
                                    List.of(),
                                    closed(1_000, true, 0),
                                    unsold(Cause.NO_BIDS)))
                    .changesNothing(CLOSE);
        }

        @Test
        void passes_over_whoever_is_forgotten_since() {
            AuctionStage.at(CLOSES)
                    .forgotten(LEILA)
                    .given(history(SCHEDULED, BIDS))
                    .leadsTo(CLOSE, closed(2_600, true, 3), awarded(YOUSSEF, 2_500, 2, CLOSES))
                    .andSells(sale(YOUSSEF, 2_500, 2, CLOSES));
        }

        @Test
        void passes_over_a_dealer_who_was_suspended_since() {
            dealers(SellerStatus.SUSPENDED, SellerStatus.APPROVED)
                    .leadsTo(CLOSE, closed(2_600, true, 3), awarded(YOUSSEF, 2_500, 2, CLOSES))
                    .andStockIsTold()
                    .andSells(sale(YOUSSEF, 2_500, 2, CLOSES));
        }

        @Test
        void frees_the_stock_where_no_dealer_may_have_it_any_more() {
            dealers(SellerStatus.SUSPENDED, SellerStatus.SUSPENDED)
                    .leadsTo(CLOSE, closed(2_600, true, 3), unsold(Cause.NOBODY_REACHABLE))
                    .andStockIsTold(RELEASED)
                    .andSells();
        }

        // as whoever has not seen it yet would not know
        private static AuctionStage dealers(SellerStatus leader, SellerStatus others) {
            return AuctionStage.at(CLOSES)
                    .seller(LEILA, Tier.RETAILER, leader)
                    .lateSeller(LEILA, SellerStatus.APPROVED)
                    .seller(YOUSSEF, Tier.RETAILER, others)
                    .seller(AMAL, Tier.RETAILER, others)
                    .given(history(restrictedTo(Audience.RETAILERS), BIDS));
        }

        @Test
        void asks_nobody_to_sell_who_buys_what_is_for_all() {
            AuctionStage.at(CLOSES)
                    .seller(LEILA, Tier.RETAILER, SellerStatus.SUSPENDED)
                    .given(history(SCHEDULED, BIDS))
                    .leadsTo(CLOSE, closed(2_600, true, 3), awarded(LEILA, 2_600, 1, CLOSES));
        }

        @Test
        void offers_it_to_nobody_but_the_leader_where_there_are_no_runners_up() {
            AuctionStage.at(CLOSES)
                    .forgotten(LEILA)
                    .with(AuctionStage.settings(0, RunnerUpPrice.OWN_MAXIMUM))
                    .given(history(SCHEDULED, BIDS))
                    .leadsTo(CLOSE, closed(2_600, true, 3), unsold(Cause.NOBODY_REACHABLE))
                    .andStockIsTold(RELEASED)
                    .andSells();
        }

        @Test
        void without_an_order_is_none() {
            AuctionStage.at(CLOSES)
                    .noOrders(new TotalTooLarge())
                    .given(history(SCHEDULED, BIDS))
                    .refuses(CLOSE, new TotalTooLarge());
        }

        @Test
        void says_that_nobody_could_be_told() {
            AuctionStage.at(CLOSES)
                    .forgotten(LEILA)
                    .forgotten(YOUSSEF)
                    .forgotten(AMAL)
                    .given(history(SCHEDULED, BIDS))
                    .leadsTo(CLOSE, closed(2_600, true, 3), unsold(Cause.NOBODY_REACHABLE))
                    .andStockIsTold(RELEASED)
                    .andSells();
        }

        @Test
        void gives_nothing_of_who_may_not_sell() {
            AuctionStage.at(CLOSES)
                    .seller(SELLERS_ACCOUNT, Tier.RETAILER, SellerStatus.SUSPENDED)
                    .lateSeller(SELLERS_ACCOUNT, SellerStatus.APPROVED)
                    .given(history(SCHEDULED, BIDS))
                    .leadsTo(CLOSE, closed(2_600, true, 3), unsold(Cause.SELLER_NOT_APPROVED))
                    .andStockIsTold(RELEASED)
                    .andSells();
        }

        @Test
        void of_none_is_refused() {
            AuctionStage.at(OPENS).refuses(CLOSE, new AuctionNotFound());
        }
    }

    private static AuctionStage sold(Object scheduled, List<Object> bids, Object... more) {
        List<Object> after =
                new ArrayList<>(List.of(closed(2_600, true, 3), awarded(LEILA, 2_600, 1, CLOSES)));
        after.addAll(Arrays.asList(more));
        return AuctionStage.at(LATER).given(history(scheduled, bids, after.toArray()));
    }

    @Nested
    class Settling {

        private static final SettleAuction SETTLE = new SettleAuction(AUCTION, order(1));
        private static final AuctionSettled SETTLED =
                new AuctionSettled(AUCTION, order(1), LEILA, euros(2_600));

        @Test
        void takes_the_goods_off_the_shelf() {
            sold(SCHEDULED, BIDS)
                    .leadsTo(SETTLE, SETTLED)
                    .andStockIsTold("commit " + AUCTION + " [MUG]")
                    .andSells();
        }

        @Test
        void twice_is_once() {
            sold(SCHEDULED, BIDS, SETTLED).changesNothing(SETTLE);
        }

        @Test
        void by_an_order_that_is_not_the_one_changes_nothing() {
            sold(SCHEDULED, BIDS).changesNothing(new SettleAuction(AUCTION, order(2)));
            AuctionStage.at(OPENS).given(SCHEDULED, OPENED).changesNothing(SETTLE);
        }

        @Test
        void of_none_is_refused() {
            AuctionStage.at(OPENS).refuses(SETTLE, new AuctionNotFound());
        }
    }

    @Nested
    class Passing_on {

        private static PassOn passOn(int rank) {
            return new PassOn(AUCTION, order(rank));
        }

        @Test
        void offers_it_to_the_next_at_his_own_maximum() {
            sold(SCHEDULED, BIDS)
                    .leadsTo(passOn(1), lapsed(LEILA, 1), awarded(YOUSSEF, 2_500, 2, LATER))
                    .andStockIsTold()
                    .andSells(sale(YOUSSEF, 2_500, 2, LATER));
        }

        @Test
        void goes_on_down() {
            sold(SCHEDULED, BIDS, lapsed(LEILA, 1), awarded(YOUSSEF, 2_500, 2, CLOSES))
                    .leadsTo(passOn(2), lapsed(YOUSSEF, 2), awarded(AMAL, 1_200, 3, LATER))
                    .andSells(sale(AMAL, 1_200, 3, LATER));
        }

        @Test
        void ends_where_there_is_nobody_left() {
            sold(
                            SCHEDULED,
                            BIDS,
                            lapsed(LEILA, 1),
                            awarded(YOUSSEF, 2_500, 2, CLOSES),
                            lapsed(YOUSSEF, 2),
                            awarded(AMAL, 1_200, 3, CLOSES))
                    .leadsTo(passOn(3), lapsed(AMAL, 3), unsold(Cause.NOBODY_PAID))
                    .andStockIsTold(RELEASED)
                    .andSells();
        }

        @Test
        void ends_where_it_was_offered_often_enough() {
            sold(SCHEDULED, BIDS)
                    .with(AuctionStage.settings(0, RunnerUpPrice.OWN_MAXIMUM))
                    .leadsTo(passOn(1), lapsed(LEILA, 1), unsold(Cause.NOBODY_PAID))
                    .andStockIsTold(RELEASED);
        }

        @Test
        void ends_where_the_next_does_not_meet_the_reserve() {
            sold(scheduled(euros(2_550)), BIDS)
                    .leadsTo(passOn(1), lapsed(LEILA, 1), unsold(Cause.NOBODY_PAID))
                    .andStockIsTold(RELEASED)
                    .andSells();
        }

        @Test
        void can_be_at_the_price_there_would_be_without_who_has_not_paid() {
            AuctionSettings settings = AuctionStage.settings(2, RunnerUpPrice.WITHOUT_THE_UNPAID);
            sold(SCHEDULED, BIDS)
                    .with(settings)
                    .leadsTo(passOn(1), lapsed(LEILA, 1), awarded(YOUSSEF, 1_300, 2, LATER));
            sold(SCHEDULED, BIDS, lapsed(LEILA, 1), awarded(YOUSSEF, 1_300, 2, CLOSES))
                    .with(settings)
                    .leadsTo(passOn(2), lapsed(YOUSSEF, 2), awarded(AMAL, 1_000, 3, LATER));
            sold(scheduled(euros(2_000)), BIDS)
                    .with(settings)
                    .leadsTo(passOn(1), lapsed(LEILA, 1), awarded(YOUSSEF, 2_000, 2, LATER));
        }

        @Test
        void passes_over_whoever_is_forgotten() {
            sold(SCHEDULED, BIDS)
                    .forgotten(YOUSSEF)
                    .leadsTo(passOn(1), lapsed(LEILA, 1), awarded(AMAL, 1_200, 3, LATER));
        }

        @Test
        void passes_over_a_dealer_who_was_suspended() {
            sold(restrictedTo(Audience.RETAILERS), BIDS)
                    .seller(YOUSSEF, Tier.RETAILER, SellerStatus.SUSPENDED)
                    .seller(AMAL, Tier.RETAILER, SellerStatus.APPROVED)
                    .leadsTo(passOn(1), lapsed(LEILA, 1), awarded(AMAL, 1_200, 3, LATER));
        }

        @Test
        void counts_whoever_was_passed_over_once() {
            AuctionStage.at(LATER)
                    .forgotten(LEILA)
                    .given(
                            history(
                                    SCHEDULED,
                                    BIDS,
                                    closed(2_600, true, 3),
                                    awarded(YOUSSEF, 2_500, 2, CLOSES)))
                    .leadsTo(passOn(2), lapsed(YOUSSEF, 2), awarded(AMAL, 1_200, 3, LATER));
            sold(SCHEDULED, BIDS)
                    .forgotten(YOUSSEF)
                    .with(AuctionStage.settings(1, RunnerUpPrice.OWN_MAXIMUM))
                    .leadsTo(passOn(1), lapsed(LEILA, 1), unsold(Cause.NOBODY_PAID));
        }

        @Test
        void gives_nothing_of_who_may_not_sell() {
            sold(SCHEDULED, BIDS)
                    .seller(SELLERS_ACCOUNT, Tier.RETAILER, SellerStatus.SUSPENDED)
                    .leadsTo(passOn(1), lapsed(LEILA, 1), unsold(Cause.SELLER_NOT_APPROVED))
                    .andStockIsTold(RELEASED)
                    .andSells();
        }

        @Test
        void twice_is_once() {
            sold(SCHEDULED, BIDS, lapsed(LEILA, 1), awarded(YOUSSEF, 2_500, 2, CLOSES))
                    .changesNothing(passOn(1));
            sold(SCHEDULED, BIDS, lapsed(LEILA, 1), unsold(Cause.NOBODY_PAID))
                    .changesNothing(passOn(1));
        }

        @Test
        void what_is_paid_changes_nothing() {
            sold(SCHEDULED, BIDS, new AuctionSettled(AUCTION, order(1), LEILA, euros(2_600)))
                    .changesNothing(passOn(1));
        }

        @Test
        void of_none_is_refused() {
            AuctionStage.at(OPENS).refuses(passOn(1), new AuctionNotFound());
        }
    }
}
