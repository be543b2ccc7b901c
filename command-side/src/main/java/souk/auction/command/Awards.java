package souk.auction.command;

import org.springframework.stereotype.Component;

import souk.account.EmailAddress;
import souk.account.command.EmailAddresses;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.kernel.Money;
import souk.order.command.Orders;
import souk.order.command.Orders.Sale;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Who gets it, at what price: the best of those who may have it and have not let it lapse. */
@Component
class Awards {

    private final Orders orders;
    private final EmailAddresses emails;
    private final Bidders bidders;
    private final AuctionSettings settings;
    private final Secrets secrets;
    private final Clock clock;

    Awards(
            Orders orders,
            EmailAddresses emails,
            Bidders bidders,
            AuctionSettings settings,
            Secrets secrets,
            Clock clock) {
        this.orders = orders;
        this.emails = emails;
        this.bidders = bidders;
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * With its order; or nobody, where there are no more runners-up, or nobody is good for it.
     *
     * @param first the rank of the best who is left: whoever is passed over keeps his
     */
    Optional<AuctionAwarded> place(Course course, int first) {
        List<Ranking.Bidder> candidates = course.ranking().best();
        for (int place = 0; place < candidates.size(); place++) {
            int rank = first + place;
            Money price = price(course, rank, place);
            if (rank > 1 + settings.runnersUp() || !isEnough(course.scheduled(), price)) {
                return Optional.empty();
            }
            Optional<EmailAddress> email = address(candidates.get(place), course.scheduled());
            if (email.isPresent()) {
                // who has won can't be refused, so what can't be charged of the price he is let off
                AuctionAwarded award =
                        award(course, candidates.get(place), orders.payable(price), rank);
                orders.place(sale(award, email.get(), course.scheduled()));
                return Optional.of(award);
            }
        }
        return Optional.empty();
    }

    // whoever is forgotten since can't be told that it is his
    private Optional<EmailAddress> address(Ranking.Bidder candidate, AuctionScheduled terms) {
        return bidders.mayStillHave(candidate.account(), terms)
                ? emails.addressOf(candidate.account())
                : Optional.empty();
    }

    private Money price(Course course, int rank, int place) {
        if (rank == 1) {
            return course.price();
        }
        List<Ranking.Bidder> best = course.ranking().best();
        long maximum = best.get(place).maximum();
        AuctionScheduled terms = course.scheduled();
        long price =
                switch (settings.runnerUpPrice()) {
                    case OWN_MAXIMUM -> maximum;
                    case WITHOUT_THE_UNPAID ->
                            Math.min(maximum, Math.max(floor(terms), overNext(best, place, terms)));
                };
        return new Money(price, terms.startPrice().currency());
    }

    private static long overNext(List<Ranking.Bidder> best, int place, AuctionScheduled terms) {
        return place + 1 < best.size()
                ? terms.increments().above(best.get(place + 1).maximum())
                : 0;
    }

    private static long floor(AuctionScheduled terms) {
        Money reserve = terms.reservePrice();
        return reserve == null ? terms.startPrice().amount() : reserve.amount();
    }

    private static boolean isEnough(AuctionScheduled terms, Money price) {
        return price.amount() >= floor(terms);
    }

    private AuctionAwarded award(Course course, Ranking.Bidder to, Money price, int rank) {
        AuctionScheduled terms = course.scheduled();
        return new AuctionAwarded(
                terms.auctionId(),
                DerivedNames.order(terms, rank, course.effectiveEnd()),
                to.account(),
                to.alias(),
                price,
                rank,
                clock.instant().plus(settings.payWithin()));
    }

    private Sale sale(AuctionAwarded award, EmailAddress email, AuctionScheduled terms) {
        return new Sale(
                award.orderId(),
                award.bidder(),
                email,
                terms.seller(),
                terms.sellerName(),
                terms.sku(),
                terms.productId(),
                terms.title(),
                terms.quantity(),
                award.price(),
                award.payUntil(),
                secrets.next());
    }
}
