package souk.auction.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static souk.auction.command.AuctionExamples.AMAL;
import static souk.auction.command.AuctionExamples.ATLAS;
import static souk.auction.command.AuctionExamples.AUCTION;
import static souk.auction.command.AuctionExamples.CLOSES;
import static souk.auction.command.AuctionExamples.EXTENSION;
import static souk.auction.command.AuctionExamples.LEILA;
import static souk.auction.command.AuctionExamples.NOBODY;
import static souk.auction.command.AuctionExamples.OPENED;
import static souk.auction.command.AuctionExamples.OPENS;
import static souk.auction.command.AuctionExamples.SCHEDULED;
import static souk.auction.command.AuctionExamples.SELLERS_ACCOUNT;
import static souk.auction.command.AuctionExamples.YOUSSEF;
import static souk.auction.command.AuctionExamples.accepted;
import static souk.auction.command.AuctionExamples.alias;
import static souk.auction.command.AuctionExamples.bid;
import static souk.auction.command.AuctionExamples.bidId;
import static souk.auction.command.AuctionExamples.closed;
import static souk.auction.command.AuctionExamples.euros;
import static souk.auction.command.AuctionExamples.extended;
import static souk.auction.command.AuctionExamples.outbid;
import static souk.auction.command.AuctionExamples.restrictedTo;
import static souk.auction.command.AuctionExamples.scheduled;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.auction.AuctionCommand.PlaceBid;
import souk.auction.AuctionEvent.AuctionCancelled;
import souk.auction.AuctionEvent.AuctionUnsold;
import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.AuctionId;
import souk.auction.AuctionRejection.AuctionClosed;
import souk.auction.AuctionRejection.AuctionNotFound;
import souk.auction.AuctionRejection.AuctionNotOpen;
import souk.auction.AuctionRejection.BidTooLow;
import souk.auction.AuctionRejection.EmailNeeded;
import souk.auction.AuctionRejection.NotInAudience;
import souk.auction.AuctionRejection.OwnAuction;
import souk.auction.AuctionRejection.WrongCurrency;
import souk.auction.Audience;
import souk.auction.BidOutcome;
import souk.kernel.CommonRejection.VersionMismatch;
import souk.kernel.InvalidValue;
import souk.kernel.Money;
import souk.order.OrderRejection.TotalNotPayable;
import souk.seller.SellerId;
import souk.seller.SellerRejection.SellerNotApproved;
import souk.seller.SellerStatus;
import souk.seller.Tier;

import java.time.Instant;
import java.util.Currency;

/** What bids make of the price, the leader and the end, and which are refused. */
class BiddingTest {

    private static final Instant EARLY = OPENS.plusSeconds(60);

    private static AuctionStage given(Object... more) {
        return givenAt(EARLY, SCHEDULED, more);
    }

    private static AuctionStage givenAt(Instant now, Object scheduled, Object... more) {
        Object[] history = new Object[more.length + 2];
        history[0] = scheduled;
        history[1] = OPENED;
        System.arraycopy(more, 0, history, 2, more.length);
        return AuctionStage.at(now).given(history);
    }

    @Nested
    class The_price {

        @Test
        void is_that_of_the_start_after_the_first_bid() {
            given().leadsTo(bid(1, LEILA, 5_000), accepted(1, LEILA, 5_000, LEILA, 1_000));
        }

        @Test
        void goes_one_step_over_the_lower_of_two_maxima() {
            given(accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .leadsTo(bid(2, YOUSSEF, 2_000), accepted(2, YOUSSEF, 2_000, LEILA, 2_100));
            given(accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .leadsTo(
                            bid(2, YOUSSEF, 9_000),
                            accepted(2, YOUSSEF, 9_000, YOUSSEF, 5_100),
                            outbid(LEILA, 2));
        }

        @Test
        void goes_no_higher_than_whoever_leads_has_said() {
            given(accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .leadsTo(bid(2, YOUSSEF, 4_950), accepted(2, YOUSSEF, 4_950, LEILA, 5_000));
            given(accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .leadsTo(
                            bid(2, YOUSSEF, 5_001),
                            accepted(2, YOUSSEF, 5_001, YOUSSEF, 5_001),
                            outbid(LEILA, 2));
        }

        @Test
        void of_equals_is_what_the_earlier_has_said_who_goes_on_leading() {
            given(accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .leadsTo(bid(2, YOUSSEF, 5_000), accepted(2, YOUSSEF, 5_000, LEILA, 5_000));
        }

        @Test
        void stays_where_the_leader_raises() {
            given(accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .leadsTo(bid(2, LEILA, 5_001), accepted(2, LEILA, 5_001, LEILA, 1_000));
        }

        @Test
        void is_told_to_the_bidder() {
            given(accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .tells(
                            bid(2, YOUSSEF, 2_000),
                            new BidOutcome(
                                    bidId(2),
                                    AUCTION,
                                    alias(YOUSSEF),
                                    euros(2_000),
                                    false,
                                    euros(2_100),
                                    true,
                                    CLOSES,
                                    3));
        }
    }

    @Nested
    class The_reserve {

        private static AuctionStage given(Object... more) {
            return givenAt(EARLY, scheduled(euros(3_000)), more);
        }

        @Test
        void is_the_sellers_own_bid_once_somebody_meets_it() {
            given().leadsTo(bid(1, LEILA, 3_000), accepted(1, LEILA, 3_000, LEILA, 3_000));
        }

        @Test
        void is_hidden_before() {
            given().leadsTo(bid(1, LEILA, 2_999), accepted(1, LEILA, 2_999, LEILA, 1_000, false));
        }

        @Test
        void moves_the_price_for_a_raise_that_meets_it() {
            given(accepted(1, LEILA, 2_000, LEILA, 1_000, false))
                    .leadsTo(bid(2, LEILA, 4_000), accepted(2, LEILA, 4_000, LEILA, 3_000));
        }

        @Test
        void is_nothing_more_than_a_floor() {
            given(
                            accepted(1, LEILA, 2_000, LEILA, 1_000, false),
                            accepted(2, YOUSSEF, 4_000, YOUSSEF, 3_000))
                    .leadsTo(bid(3, AMAL, 3_500), accepted(3, AMAL, 3_500, YOUSSEF, 3_600));
            given(
                            accepted(1, LEILA, 2_000, LEILA, 1_000, false),
                            accepted(2, YOUSSEF, 4_000, YOUSSEF, 3_000))
                    .leadsTo(bid(3, YOUSSEF, 4_500), accepted(3, YOUSSEF, 4_500, YOUSSEF, 3_000));
        }
    }

    @Nested
    class The_end {

        @Test
        void is_moved_by_a_new_leader_who_comes_late() {
            Instant late = CLOSES.minusSeconds(30);
            givenAt(late, SCHEDULED, accepted(1, LEILA, 1_500, LEILA, 1_000))
                    .leadsTo(
                            bid(2, YOUSSEF, 2_000),
                            accepted(2, YOUSSEF, 2_000, YOUSSEF, 1_600, true, late.plus(EXTENSION)),
                            outbid(LEILA, 2),
                            extended(2, late.plus(EXTENSION)));
        }

        @Test
        void is_moved_by_a_first_bid_that_comes_late() {
            Instant late = CLOSES.minusMillis(1);
            givenAt(late, SCHEDULED)
                    .leadsTo(
                            bid(1, LEILA, 2_000),
                            accepted(1, LEILA, 2_000, LEILA, 1_000, true, late.plus(EXTENSION)),
                            extended(1, late.plus(EXTENSION)));
        }

        @Test
        void stays_while_there_is_time() {
            givenAt(CLOSES.minus(EXTENSION), SCHEDULED)
                    .leadsTo(bid(1, LEILA, 2_000), accepted(1, LEILA, 2_000, LEILA, 1_000));
        }

        @Test
        void stays_where_the_leader_stays() {
            Instant late = CLOSES.minusSeconds(30);
            givenAt(late, SCHEDULED, accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .leadsTo(bid(2, YOUSSEF, 2_000), accepted(2, YOUSSEF, 2_000, LEILA, 2_100));
            givenAt(late, SCHEDULED, accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .leadsTo(bid(2, LEILA, 6_000), accepted(2, LEILA, 6_000, LEILA, 1_000));
        }

        @Test
        void stays_where_a_bid_is_refused() {
            givenAt(CLOSES.minusSeconds(30), SCHEDULED, accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .refuses(bid(2, YOUSSEF, 1_099), new BidTooLow(euros(1_100)));
        }

        @Test
        void is_exact() {
            givenAt(CLOSES.minusMillis(1), SCHEDULED)
                    .tells(
                            bid(1, LEILA, 2_000),
                            new BidOutcome(
                                    bidId(1),
                                    AUCTION,
                                    alias(LEILA),
                                    euros(2_000),
                                    true,
                                    euros(1_000),
                                    true,
                                    CLOSES.minusMillis(1).plus(EXTENSION),
                                    3));
            givenAt(CLOSES, SCHEDULED).refuses(bid(1, LEILA, 2_000), new AuctionClosed());
            givenAt(CLOSES.plusMillis(1), SCHEDULED)
                    .refuses(bid(1, LEILA, 2_000), new AuctionClosed());
        }

        @Test
        void is_the_one_that_counts_after_it_was_moved() {
            Instant end = CLOSES.plusSeconds(90);
            Object[] before = {accepted(1, LEILA, 1_500, LEILA, 1_000), extended(1, end)};
            givenAt(end.minusMillis(1), SCHEDULED, before)
                    .leadsTo(
                            bid(2, LEILA, 2_000),
                            accepted(2, LEILA, 2_000, LEILA, 1_000, true, end));
            givenAt(end, SCHEDULED, before).refuses(bid(2, LEILA, 2_000), new AuctionClosed());
        }
    }

    @Nested
    class Refused {

        @Test
        void is_a_first_bid_below_the_start() {
            given().refuses(bid(1, LEILA, 999), new BidTooLow(euros(1_000)));
        }

        @Test
        void is_a_bid_below_the_next_step() {
            given(accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .refuses(bid(2, YOUSSEF, 1_099), new BidTooLow(euros(1_100)));
            given(accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .leadsTo(bid(2, YOUSSEF, 1_100), accepted(2, YOUSSEF, 1_100, LEILA, 1_200));
        }

        @Test
        void is_a_leader_who_does_not_exceed_himself() {
            given(accepted(1, LEILA, 5_000, LEILA, 1_000))
                    .refuses(bid(2, LEILA, 5_000), new BidTooLow(euros(5_001)));
        }

        @Test
        void is_a_maximum_that_nobody_can_be_charged_at_once() {
            given().chargedFrom(50, 10_000)
                    .refuses(
                            bid(1, LEILA, 10_001),
                            new TotalNotPayable(euros(10_001), euros(1), euros(50), euros(10_000)));
            given().chargedFrom(50, 10_000)
                    .leadsTo(bid(1, LEILA, 10_000), accepted(1, LEILA, 10_000, LEILA, 1_000));
        }

        @Test
        void is_none_below_what_can_be_charged_while_the_reserve_is_not_met() {
            givenAt(EARLY, scheduled(euros(3_000)))
                    .chargedFrom(2_000, 10_000)
                    .leadsTo(bid(1, LEILA, 1_500), accepted(1, LEILA, 1_500, LEILA, 1_000, false));
        }

        @Test
        void is_another_currency() {
            given().refuses(
                            new PlaceBid(
                                    AUCTION,
                                    bidId(1),
                                    LEILA,
                                    new Money(5_000, Currency.getInstance("JPY"))),
                            new WrongCurrency("EUR"));
        }

        @Test
        void is_more_than_can_be_said() {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> bid(1, LEILA, 100_000_000_000_001L));
            assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> bid(1, LEILA, 0));
            given(accepted(1, YOUSSEF, 100_000_000_000_000L, YOUSSEF, 1_000))
                    .leadsTo(
                            bid(2, LEILA, 100_000_000_000_000L),
                            accepted(
                                    2, LEILA, 100_000_000_000_000L, YOUSSEF, 100_000_000_000_000L));
        }

        @Test
        void is_who_comes_before_it_opens() {
            AuctionStage.at(OPENS.minusSeconds(1))
                    .given(SCHEDULED)
                    .refuses(bid(1, LEILA, 2_000), new AuctionNotOpen(OPENS));
        }

        @Test
        void is_who_comes_when_it_should_be_open_but_is_not() {
            AuctionStage.at(OPENS)
                    .given(SCHEDULED)
                    .refuses(bid(1, LEILA, 2_000), new AuctionNotOpen(OPENS));
            AuctionStage.at(CLOSES)
                    .given(SCHEDULED)
                    .refuses(bid(1, LEILA, 2_000), new AuctionClosed());
        }

        @Test
        void is_who_comes_when_it_is_closed_or_off() {
            givenAt(EARLY, SCHEDULED, new AuctionCancelled(AUCTION, AuctionCancelled.Cause.BY_SHOP))
                    .refuses(bid(1, LEILA, 2_000), new AuctionClosed());
            // however the clock stands
            givenAt(
                            EARLY,
                            SCHEDULED,
                            closed(1_000, true, 0),
                            new AuctionUnsold(AUCTION, AuctionUnsold.Cause.NO_BIDS))
                    .refuses(bid(1, LEILA, 2_000), new AuctionClosed());
        }

        @Test
        void is_who_has_seen_it_at_another_version() {
            given().refuses(bid(1, LEILA, 2_000), 0, new VersionMismatch(1));
        }

        @Test
        void is_a_bid_on_nothing() {
            AuctionStage.at(OPENS).refuses(bid(1, LEILA, 2_000), new AuctionNotFound());
        }
    }

    @Nested
    class The_seller {

        @Test
        void does_not_bid_on_his_own() {
            given().refuses(bid(1, SELLERS_ACCOUNT, 2_000), new OwnAuction());
        }

        @Test
        void does_not_bid_by_another_account_of_his() {
            given().mailbox(SELLERS_ACCOUNT, "a.tlas@gmail.com")
                    .mailbox(LEILA, "Atlas+Bids@GoogleMail.com")
                    .refuses(bid(1, LEILA, 2_000), new OwnAuction());
            given().mailbox(SELLERS_ACCOUNT, "Atlas@example.org")
                    .mailbox(LEILA, "atlas+1@example.org")
                    .refuses(bid(1, LEILA, 2_000), new OwnAuction());
        }

        @Test
        void is_not_whoever_has_a_similar_address() {
            given().mailbox(SELLERS_ACCOUNT, "a.tlas@example.org")
                    .mailbox(LEILA, "atlas@example.org")
                    .leadsTo(bid(1, LEILA, 2_000), accepted(1, LEILA, 2_000, LEILA, 1_000));
            given().forgotten(SELLERS_ACCOUNT)
                    .leadsTo(bid(1, LEILA, 2_000), accepted(1, LEILA, 2_000, LEILA, 1_000));
        }
    }

    @Nested
    class Bidders {

        @Test
        void must_be_reachable() {
            given().refuses(bid(1, NOBODY, 2_000), new EmailNeeded());
        }

        @Test
        void bid_on_nothing_of_who_may_not_sell() {
            given().seller(SELLERS_ACCOUNT, Tier.RETAILER, SellerStatus.SUSPENDED)
                    .refuses(bid(1, LEILA, 2_000), new SellerNotApproved());
        }

        @Test
        void are_refused_only_after_a_second_look() {
            BidAccepted first = accepted(1, LEILA, 2_000, LEILA, 1_000);
            given().lateSeller(SELLERS_ACCOUNT, SellerStatus.SUSPENDED)
                    .leadsTo(bid(1, LEILA, 2_000), first);
            givenAt(EARLY, restrictedTo(Audience.RETAILERS))
                    .seller(LEILA, Tier.RETAILER, SellerStatus.APPROVED)
                    .lateSeller(LEILA, SellerStatus.APPLIED)
                    .leadsTo(bid(1, LEILA, 2_000), first);
        }

        @Test
        void are_not_looked_up_where_all_may_bid() {
            BidAccepted first = accepted(1, LEILA, 2_000, LEILA, 1_000);
            given().leadsTo(bid(1, LEILA, 2_000), first).andLooksFor(ATLAS);
            givenAt(EARLY, restrictedTo(Audience.RETAILERS))
                    .seller(LEILA, Tier.RETAILER, SellerStatus.APPROVED)
                    .leadsTo(bid(1, LEILA, 2_000), first)
                    .andLooksFor(ATLAS, SellerId.of(LEILA));
        }

        @Test
        void can_not_tell_which_order_it_will_be() {
            assertThat(DerivedNames.order(SCHEDULED, 1, CLOSES))
                    .isEqualTo(DerivedNames.order(SCHEDULED, 1, CLOSES))
                    .isNotEqualTo(DerivedNames.order(SCHEDULED, 2, CLOSES))
                    .isNotEqualTo(
                            DerivedNames.order(
                                    scheduledAs(AUCTION.value(), "another secret"), 1, CLOSES));
        }

        @Test
        void must_be_of_the_tier_that_the_seller_sells_to() {
            AuctionStage wholesale = givenAt(EARLY, restrictedTo(Audience.WHOLESALERS));
            wholesale.refuses(bid(1, LEILA, 2_000), new NotInAudience(Audience.WHOLESALERS));
            for (Tier tier : new Tier[] {Tier.IMPORTER, Tier.RETAILER}) {
                givenAt(EARLY, restrictedTo(Audience.WHOLESALERS))
                        .seller(LEILA, tier, SellerStatus.APPROVED)
                        .refuses(bid(1, LEILA, 2_000), new NotInAudience(Audience.WHOLESALERS));
            }
            givenAt(EARLY, restrictedTo(Audience.WHOLESALERS))
                    .seller(LEILA, Tier.WHOLESALER, SellerStatus.APPROVED)
                    .leadsTo(bid(1, LEILA, 2_000), accepted(1, LEILA, 2_000, LEILA, 1_000));
            givenAt(EARLY, restrictedTo(Audience.RETAILERS))
                    .seller(LEILA, Tier.RETAILER, SellerStatus.APPROVED)
                    .leadsTo(bid(1, LEILA, 2_000), accepted(1, LEILA, 2_000, LEILA, 1_000));
            givenAt(EARLY, restrictedTo(Audience.RETAILERS))
                    .seller(LEILA, Tier.WHOLESALER, SellerStatus.APPROVED)
                    .refuses(bid(1, LEILA, 2_000), new NotInAudience(Audience.RETAILERS));
        }

        @Test
        void must_be_approved_to_be_of_a_tier() {
            for (SellerStatus status : SellerStatus.values()) {
                AuctionStage stage =
                        givenAt(EARLY, restrictedTo(Audience.WHOLESALERS))
                                .seller(LEILA, Tier.WHOLESALER, status);
                if (status != SellerStatus.APPROVED) {
                    stage.refuses(bid(1, LEILA, 2_000), new NotInAudience(Audience.WHOLESALERS));
                }
            }
        }

        @Test
        void have_a_name_of_their_own_in_each_auction() {
            String alias = alias(LEILA);
            var other = scheduledAs("auc_01hzy00000000000000000000b", "a secret");
            var secret = scheduledAs(AUCTION.value(), "another secret");
            assertThat(alias).matches("bidder-[0-9a-hjkmnp-tv-z]{10}").isEqualTo(alias(LEILA));
            assertThat(alias)
                    .isNotEqualTo(alias(YOUSSEF))
                    .isNotEqualTo(DerivedNames.alias(other, LEILA))
                    .isNotEqualTo(DerivedNames.alias(secret, LEILA));
        }

        private static souk.auction.AuctionEvent.AuctionScheduled scheduledAs(
                String id, String salt) {
            return new souk.auction.AuctionEvent.AuctionScheduled(
                    new AuctionId(id),
                    ATLAS,
                    SCHEDULED.sellerName(),
                    SCHEDULED.sku(),
                    SCHEDULED.productId(),
                    SCHEDULED.title(),
                    SCHEDULED.quantity(),
                    SCHEDULED.startPrice(),
                    null,
                    SCHEDULED.increments(),
                    OPENS,
                    CLOSES,
                    EXTENSION,
                    Audience.PUBLIC,
                    salt);
        }
    }
}
