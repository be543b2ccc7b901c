package souk.auction.command;

import static souk.auction.command.AuctionExamples.ATLAS;
import static souk.auction.command.AuctionExamples.MUG;
import static souk.auction.command.AuctionExamples.PRODUCT;
import static souk.auction.command.AuctionExamples.euros;

import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.account.command.EmailAddresses;
import souk.auction.command.AuctionSettings.RunnerUpPrice;
import souk.catalog.command.Offer;
import souk.catalog.command.Offers;
import souk.inventory.StockRejection.OutOfStock;
import souk.inventory.command.StockReservations;
import souk.kernel.Money;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.kernel.Sku;
import souk.order.OrderRejection.TotalNotPayable;
import souk.order.command.Orders;
import souk.seller.SellerId;
import souk.seller.command.Sellers;
import souk.seller.command.Standing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that auctions see of others, in memory. */
class AuctionWorld implements Sellers, Offers, EmailAddresses, StockReservations, Orders {

    final Map<SellerId, Standing> sellers = new HashMap<>();
    final Map<Sku, Offer> offers = new HashMap<>();
    final Map<AccountId, EmailAddress> emails = new HashMap<>();
    final List<String> told = new ArrayList<>();
    final List<Sale> sales = new ArrayList<>();

    /** What another node has changed since, and this one has not seen yet. */
    final Map<SellerId, Standing> lateSellers = new HashMap<>();

    final Map<Sku, Offer> lateOffers = new HashMap<>();

    /** Who was looked for, in order. */
    final List<String> looks = new ArrayList<>();

    /** Why there can be no order. */
    @Nullable Rejection noOrders;

    /** Less than that can't be paid. */
    long coin = 1;

    long least = 1;
    long most = Long.MAX_VALUE;

    int stock;
    AuctionSettings settings = AuctionStage.settings(2, RunnerUpPrice.OWN_MAXIMUM);

    /** Everything that decides on auctions. */
    List<Object> handlers(
            ObjectProvider<Repository<Auction>> repository,
            ObjectProvider<EventStore> events,
            Secrets secrets,
            Clock clock) {
        var auctions = new Auctions(repository, events);
        var bidders = new Bidders(this, this);
        return List.of(
                new AuctionDecisions(
                        auctions,
                        new Terms(this, this, this, this, settings, secrets),
                        this,
                        this,
                        clock),
                new Bidding(
                        auctions,
                        new KnownTerms(stream -> first(events, stream)),
                        bidders,
                        this,
                        secrets,
                        clock),
                new Hammer(
                        auctions,
                        new Awards(this, this, bidders, settings, secrets, clock),
                        this,
                        this,
                        clock));
    }

    private static Optional<Object> first(ObjectProvider<EventStore> events, String stream) {
        DomainEventStream all = events.getObject().readEvents(stream);
        return all.hasNext() ? Optional.of(all.next().getPayload()) : Optional.empty();
    }

    void offer(boolean forSale) {
        offers.put(
                MUG,
                new Offer(
                        MUG,
                        PRODUCT,
                        ATLAS,
                        "Atlas",
                        "Mug",
                        euros(2_000),
                        forSale,
                        List.of(),
                        null));
    }

    @Override
    public Optional<Standing> find(SellerId seller) {
        looks.add("seller " + seller);
        return Optional.ofNullable(lateSellers.getOrDefault(seller, sellers.get(seller)));
    }

    @Override
    public Optional<Standing> findCurrent(SellerId seller) {
        return Optional.ofNullable(sellers.get(seller));
    }

    @Override
    public Optional<Offer> find(Sku sku) {
        return Optional.ofNullable(lateOffers.getOrDefault(sku, offers.get(sku)));
    }

    @Override
    public Optional<Offer> findCurrent(Sku sku) {
        return Optional.ofNullable(offers.get(sku));
    }

    @Override
    public Optional<String> mailboxOf(AccountId account) {
        return addressOf(account).map(EmailAddress::mailbox);
    }

    @Override
    public Optional<EmailAddress> addressOf(AccountId account) {
        return Optional.ofNullable(emails.get(account));
    }

    @Override
    public Money payable(Money price) {
        return new Money(price.amount() - price.amount() % coin, price.currency());
    }

    @Override
    public void mustBePayable(Money price) {
        if (price.amount() < least) {
            throw notPayable(price);
        }
        mustNotBeTooMuch(price);
    }

    @Override
    public void mustNotBeTooMuch(Money price) {
        if (price.amount() > most) {
            throw notPayable(price);
        }
    }

    private Rejected notPayable(Money price) {
        return new Rejected(new TotalNotPayable(price, euros(coin), euros(least), euros(most)));
    }

    @Override
    public void place(Sale sale) {
        Rejection refusal = noOrders;
        if (refusal != null) {
            throw new Rejected(refusal);
        }
        sales.add(sale);
    }

    @Override
    public void mustBeThere(Map<Sku, Quantity> wanted) {
        throw new UnsupportedOperationException("reserved at once");
    }

    @Override
    public void reserve(String reference, Map<Sku, Quantity> wanted) {
        if (wanted.get(MUG).value() > stock) {
            throw new Rejected(OutOfStock.of(MUG, stock));
        }
        told.add("reserve " + reference + " " + wanted.get(MUG).value() + " " + MUG);
    }

    @Override
    public void release(String reference, Collection<Sku> skus) {
        told.add("release " + reference + " " + skus);
    }

    @Override
    public void commit(String reference, Collection<Sku> skus) {
        told.add("commit " + reference + " " + skus);
    }

    @Override
    public void giveBack(String reference, Map<Sku, Quantity> returned) {
        throw new UnsupportedOperationException("by orders only");
    }
}
