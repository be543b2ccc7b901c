package souk.auction.command;

import static souk.auction.command.AuctionExamples.ATLAS;
import static souk.auction.command.AuctionExamples.MUG;
import static souk.auction.command.AuctionExamples.PRODUCT;
import static souk.auction.command.AuctionExamples.euros;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.ObjectProvider;

import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.account.command.EmailAddresses;
import souk.auction.command.AuctionSettings.RunnerUpPrice;
import souk.catalog.command.Offer;
import souk.catalog.command.Offers;
import souk.inventory.StockRejection.OutOfStock;
import souk.inventory.command.StockReservations;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Sku;
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
    int stock;
    AuctionSettings settings = AuctionStage.settings(2, RunnerUpPrice.OWN_MAXIMUM);

    /** Everything that decides on auctions. */
    List<Object> handlers(
            ObjectProvider<Repository<Auction>> repository,
            ObjectProvider<EventStore> events,
            Secrets secrets,
            Clock clock) {
        var auctions = new Auctions(repository, events);
        return List.of(
                new AuctionDecisions(
                        auctions, new Terms(this, this, settings, secrets), this, this, clock),
                new Bidding(auctions, new Bidders(this, this), clock),
                new Hammer(
                        auctions, new Awards(this, this, settings, secrets, clock), this, clock));
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
        return Optional.ofNullable(sellers.get(seller));
    }

    @Override
    public Optional<Standing> findCurrent(SellerId seller) {
        return find(seller);
    }

    @Override
    public Optional<Offer> find(Sku sku) {
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
    public void place(Sale sale) {
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
