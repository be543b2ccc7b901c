package souk.auction.command;

import org.springframework.stereotype.Component;

import souk.account.command.EmailAddresses;
import souk.auction.AuctionCommand.ScheduleAuction;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionRejection.AudienceNotAllowed;
import souk.auction.AuctionRejection.EmailNeeded;
import souk.auction.AuctionRejection.InvalidPeriod;
import souk.auction.AuctionRejection.WrongCurrency;
import souk.auction.Audience;
import souk.auction.Increments;
import souk.catalog.command.Offer;
import souk.catalog.command.Offers;
import souk.inventory.StockRejection.StockNotFound;
import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.order.OrderRejection.NotForSale;
import souk.order.command.Orders;
import souk.seller.SellerId;
import souk.seller.SellerRejection.SellerNotApproved;
import souk.seller.command.Sellers;
import souk.seller.command.Standing;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

/**
 * On which terms something may be auctioned: what the seller says, and the house where he does not.
 */
@Component
class Terms {

    private final Sellers sellers;
    private final Offers offers;
    private final EmailAddresses emails;
    private final Orders orders;
    private final AuctionSettings settings;
    private final Secrets secrets;

    Terms(
            Sellers sellers,
            Offers offers,
            EmailAddresses emails,
            Orders orders,
            AuctionSettings settings,
            Secrets secrets) {
        this.sellers = sellers;
        this.offers = offers;
        this.emails = emails;
        this.orders = orders;
        this.settings = settings;
        this.secrets = secrets;
    }

    AuctionScheduled of(ScheduleAuction command, Instant now) {
        Standing seller = mustSell(command.seller());
        mustHaveMailbox(command.seller());
        Offer offer = mustBeOffered(command);
        mustBePaidInOne(command);
        // whoever gets it pays no less than that
        orders.mustBePayable(
                Objects.requireNonNullElse(command.reservePrice(), command.startPrice()));
        Instant opensAt = command.opensAt();
        Instant opens = opensAt == null || opensAt.isBefore(now) ? now : opensAt;
        mustLast(opens, command.closesAt(), now);
        return new AuctionScheduled(
                command.auctionId(),
                command.seller(),
                seller.name(),
                command.sku(),
                offer.product(),
                offer.title(),
                command.quantity(),
                command.startPrice(),
                command.reservePrice(),
                increments(command),
                opens,
                command.closesAt(),
                extension(command),
                audience(command, Audience.of(seller.tier())),
                secrets.next());
    }

    private Standing mustSell(SellerId seller) {
        return sellers.find(seller)
                .filter(Standing::maySell)
                .or(() -> sellers.findCurrent(seller).filter(Standing::maySell))
                .orElseThrow(() -> new Rejected(new SellerNotApproved()));
    }

    // without it, nobody could tell his own bids
    private void mustHaveMailbox(SellerId seller) {
        if (emails.mailboxOf(seller.account()).isEmpty()) {
            throw new Rejected(new EmailNeeded());
        }
    }

    private Offer mustBeOffered(ScheduleAuction command) {
        Offer offer =
                offers.find(command.sku())
                        .filter(it -> it.seller().equals(command.seller()))
                        .orElseThrow(() -> new Rejected(new StockNotFound()));
        if (!offer.forSale()) {
            throw new Rejected(new NotForSale(List.of(command.sku())));
        }
        return offer;
    }

    private static void mustBePaidInOne(ScheduleAuction command) {
        Currency currency = command.startPrice().currency();
        Money reserve = command.reservePrice();
        Money increment = command.increment();
        if (reserve != null && !reserve.currency().equals(currency)
                || increment != null && !increment.currency().equals(currency)) {
            throw new Rejected(new WrongCurrency(currency.getCurrencyCode()));
        }
    }

    private void mustLast(Instant opens, Instant closes, Instant now) {
        if (opens.isAfter(now.plus(settings.ahead()))) {
            throw refused("An auction opens within " + settings.ahead() + ".");
        }
        Duration length = Duration.between(opens, closes);
        if (length.compareTo(settings.shortest()) < 0) {
            throw refused("An auction lasts at least " + settings.shortest() + ".");
        }
        if (length.compareTo(settings.longest()) > 0) {
            throw refused("An auction lasts at most " + settings.longest() + ".");
        }
    }

    private Duration extension(ScheduleAuction command) {
        Duration extension = Objects.requireNonNullElse(command.extension(), settings.extension());
        if (extension.isNegative() || extension.compareTo(AuctionSettings.LONGEST_EXTENSION) > 0) {
            throw refused("An extension is at most " + AuctionSettings.LONGEST_EXTENSION + ".");
        }
        return extension;
    }

    private static Rejected refused(String reason) {
        return new Rejected(new InvalidPeriod(reason));
    }

    private static Audience audience(ScheduleAuction command, Audience allowed) {
        Audience wanted = command.audience();
        if (wanted != null && wanted != allowed) {
            throw new Rejected(new AudienceNotAllowed(allowed));
        }
        return allowed;
    }

    private Increments increments(ScheduleAuction command) {
        Money increment = command.increment();
        if (increment != null) {
            return Increments.of(increment.amount());
        }
        return settings.incrementsWith(command.startPrice().currency().getDefaultFractionDigits());
    }
}
