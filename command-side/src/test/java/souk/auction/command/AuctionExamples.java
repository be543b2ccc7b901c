package souk.auction.command;

import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.auction.AuctionCommand.PlaceBid;
import souk.auction.AuctionCommand.ScheduleAuction;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionClosed;
import souk.auction.AuctionEvent.AuctionExtended;
import souk.auction.AuctionEvent.AuctionOpened;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionEvent.BidAccepted;
import souk.auction.AuctionEvent.BidderOutbid;
import souk.auction.AuctionId;
import souk.auction.Audience;
import souk.auction.BidId;
import souk.auction.Increments;
import souk.catalog.ProductId;
import souk.kernel.Ids;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Sku;
import souk.order.OrderId;
import souk.seller.SellerId;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;

/** Three mugs that Atlas auctions from ten to twelve, and those who bid on them. */
class AuctionExamples {

    private static final String SOME = "01hzy0000000000000000000";

    static final AuctionId AUCTION = new AuctionId("auc_" + SOME + "0a");
    static final AccountId SELLERS_ACCOUNT = new AccountId("acc_" + SOME + "0a");
    static final SellerId ATLAS = SellerId.of(SELLERS_ACCOUNT);
    static final AccountId LEILA = new AccountId("acc_" + SOME + "0b");
    static final AccountId YOUSSEF = new AccountId("acc_" + SOME + "0c");
    static final AccountId AMAL = new AccountId("acc_" + SOME + "0d");
    static final AccountId NOBODY = new AccountId("acc_" + SOME + "0e");
    static final Sku MUG = new Sku("MUG");
    static final ProductId PRODUCT = new ProductId("prd_" + SOME + "0a");
    static final Quantity THREE = new Quantity(3);
    static final Instant OPENS = Instant.parse("2026-11-21T10:00:00Z");
    static final Instant CLOSES = Instant.parse("2026-11-21T12:00:00Z");
    static final Duration EXTENSION = Duration.ofMinutes(2);
    static final String SECRET = "a secret";

    static final AuctionScheduled SCHEDULED = scheduled(null);
    static final AuctionOpened OPENED = new AuctionOpened(AUCTION);

    static EmailAddress email(AccountId account) {
        return new EmailAddress(account + "@example.org");
    }

    /** From ten euros on, by steps of one. */
    static AuctionScheduled scheduled(Money reserve) {
        return new AuctionScheduled(
                AUCTION,
                ATLAS,
                "Atlas",
                MUG,
                PRODUCT,
                "Mug",
                THREE,
                euros(1_000),
                reserve,
                Increments.of(100),
                OPENS,
                CLOSES,
                EXTENSION,
                Audience.PUBLIC,
                SECRET);
    }

    static AuctionScheduled restrictedTo(Audience audience) {
        return new AuctionScheduled(
                AUCTION,
                ATLAS,
                "Atlas",
                MUG,
                PRODUCT,
                "Mug",
                THREE,
                euros(1_000),
                null,
                Increments.of(100),
                OPENS,
                CLOSES,
                EXTENSION,
                audience,
                SECRET);
    }

    /** As the event says it, from ten o'clock on. */
    static ScheduleAuction schedule() {
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
                EXTENSION,
                Audience.PUBLIC);
    }

    static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    static BidId bidId(long number) {
        return new BidId(Ids.of(BidId.PREFIX, number, new byte[10]));
    }

    static PlaceBid bid(int number, AccountId bidder, long maximum) {
        return new PlaceBid(AUCTION, bidId(number), bidder, euros(maximum));
    }

    static String alias(AccountId bidder) {
        return DerivedNames.alias(SCHEDULED, bidder);
    }

    /** The so manieth bid, and what it has made of the price. */
    static BidAccepted accepted(
            int number, AccountId bidder, long maximum, AccountId leader, long price) {
        return accepted(number, bidder, maximum, leader, price, true);
    }

    static BidAccepted accepted(
            int number,
            AccountId bidder,
            long maximum,
            AccountId leader,
            long price,
            boolean reserveMet) {
        return accepted(number, bidder, maximum, leader, price, reserveMet, CLOSES);
    }

    static BidAccepted accepted(
            int number,
            AccountId bidder,
            long maximum,
            AccountId leader,
            long price,
            boolean reserveMet,
            Instant end) {
        return new BidAccepted(
                AUCTION,
                bidId(number),
                bidder,
                alias(bidder),
                euros(maximum),
                alias(leader),
                euros(price),
                reserveMet,
                number,
                end,
                SECRET);
    }

    static BidderOutbid outbid(AccountId bidder, int by) {
        return new BidderOutbid(AUCTION, bidder, alias(bidder), bidId(by));
    }

    static AuctionExtended extended(int by, Instant end) {
        return new AuctionExtended(AUCTION, bidId(by), end);
    }

    static AuctionClosed closed(long price, boolean reserveMet, long bids) {
        return new AuctionClosed(AUCTION, euros(price), reserveMet, bids);
    }

    static OrderId order(int rank) {
        return DerivedNames.order(SCHEDULED, rank, CLOSES);
    }

    static AuctionAwarded awarded(AccountId bidder, long price, int rank, Instant at) {
        return new AuctionAwarded(
                AUCTION,
                order(rank),
                bidder,
                alias(bidder),
                euros(price),
                rank,
                at.plus(Duration.ofHours(48)));
    }

    private AuctionExamples() {}
}
