package souk.auction.command;

import souk.account.AccountId;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.kernel.Ids;
import souk.kernel.Sha256;
import souk.order.OrderId;

import java.time.Instant;

/** Names that follow from others: whoever decides again, or elsewhere, comes to the same. */
final class DerivedNames {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 10;

    private DerivedNames() {}

    /** What others know a bidder by, in this auction alone. */
    static String alias(AuctionScheduled auction, AccountId bidder) {
        byte[] hash = hash(auction.salt(), auction.auctionId().value(), bidder.value());
        StringBuilder alias = new StringBuilder("bidder-");
        for (int i = 0; i < LENGTH; i++) {
            alias.append(ALPHABET.charAt(hash[i] & 31));
        }
        return alias.toString();
    }

    /**
     * Nobody can tell it before.
     *
     * @param ended when bidding was over
     */
    static OrderId order(AuctionScheduled auction, int rank, Instant ended) {
        byte[] hash =
                hash("award", auction.salt(), auction.auctionId().value(), Integer.toString(rank));
        return new OrderId(Ids.of(OrderId.PREFIX, ended.toEpochMilli(), hash));
    }

    private static byte[] hash(String... parts) {
        return Sha256.of(String.join("\n", parts));
    }
}
