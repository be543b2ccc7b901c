package souk.auction.command;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.command.EmailAddresses;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionRejection.EmailNeeded;
import souk.auction.AuctionRejection.NotInAudience;
import souk.auction.AuctionRejection.OwnAuction;
import souk.auction.Audience;
import souk.kernel.Rejected;
import souk.seller.SellerId;
import souk.seller.SellerRejection.SellerNotApproved;
import souk.seller.Tier;
import souk.seller.command.Sellers;
import souk.seller.command.Standing;

import java.util.Optional;

/** Who may bid on what. */
@Component
class Bidders {

    private final Sellers sellers;
    private final EmailAddresses emails;

    Bidders(Sellers sellers, EmailAddresses emails) {
        this.sellers = sellers;
        this.emails = emails;
    }

    void mustBeAllowed(AccountId account, AuctionScheduled auction) {
        SellerId own = SellerId.of(account);
        if (own.equals(auction.seller())) {
            throw new Rejected(new OwnAuction());
        }
        mustStillSell(auction.seller());
        mustBeIn(auction.audience(), own);
        String mailbox =
                emails.mailboxOf(account).orElseThrow(() -> new Rejected(new EmailNeeded()));
        if (emails.mailboxOf(auction.seller().account()).equals(Optional.of(mailbox))) {
            throw new Rejected(new OwnAuction());
        }
    }

    // what looks refused is looked at again, this time missing nothing
    private void mustStillSell(SellerId seller) {
        if (tier(sellers.find(seller)) == null && tier(sellers.findCurrent(seller)) == null) {
            throw new Rejected(new SellerNotApproved());
        }
    }

    private void mustBeIn(Audience audience, SellerId bidder) {
        if (!audience.admits(null)
                && !audience.admits(tier(sellers.find(bidder)))
                && !isIn(audience, bidder)) {
            throw new Rejected(new NotInAudience(audience));
        }
    }

    /** Never late: a dealer who was suspended after his bid must not get what it was for. */
    boolean mayStillHave(AccountId account, AuctionScheduled auction) {
        return auction.audience().admits(null) || isIn(auction.audience(), SellerId.of(account));
    }

    private boolean isIn(Audience audience, SellerId bidder) {
        return audience.admits(tier(sellers.findCurrent(bidder)));
    }

    private static @Nullable Tier tier(Optional<Standing> standing) {
        return standing.filter(Standing::maySell).map(Standing::tier).orElse(null);
    }
}
