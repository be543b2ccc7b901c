package souk.auction.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.auction.command.AuctionExamples.AMAL;
import static souk.auction.command.AuctionExamples.ATLAS;
import static souk.auction.command.AuctionExamples.EXTENSION;
import static souk.auction.command.AuctionExamples.LEILA;
import static souk.auction.command.AuctionExamples.MUG;
import static souk.auction.command.AuctionExamples.OPENS;
import static souk.auction.command.AuctionExamples.PRODUCT;
import static souk.auction.command.AuctionExamples.SECRET;
import static souk.auction.command.AuctionExamples.SELLERS_ACCOUNT;
import static souk.auction.command.AuctionExamples.YOUSSEF;
import static souk.auction.command.AuctionExamples.email;
import static souk.auction.command.AuctionExamples.euros;

import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.springframework.beans.factory.ObjectProvider;

import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.auction.AuctionCommand;
import souk.auction.AuctionCommand.ScheduleAuction;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionView;
import souk.auction.Audience;
import souk.auction.BidOutcome;
import souk.auction.Increments;
import souk.catalog.ProductId;
import souk.catalog.command.Offer;
import souk.kernel.MessageKeys;
import souk.kernel.Rejection;
import souk.order.command.Orders.Sale;
import souk.seller.SellerId;
import souk.seller.SellerStatus;
import souk.seller.Tier;
import souk.seller.command.Standing;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One auction alone. Stand-ins for what is around it keep what they are told. */
class AuctionStage {

    private final FixtureConfiguration<Auction> auction = new AggregateTestFixture<>(Auction.class);
    private final AuctionWorld world = new AuctionWorld();
    private final Instant now;
    private Object[] history = {};

    /** What there is, or nothing but this. */
    record Given<T>(T value) implements ObjectProvider<T> {
        @Override
        public T getObject() {
            return value;
        }

        @Override
        public Stream<T> stream() {
            return Stream.of(value);
        }
    }

    private AuctionStage(Instant now) {
        this.now = now;
        world.sellers.put(ATLAS, new Standing("Atlas", Tier.RETAILER, SellerStatus.APPROVED));
        world.offer(true);
        world.stock = 3;
        Stream.of(SELLERS_ACCOUNT, LEILA, YOUSSEF, AMAL)
                .forEach(it -> world.emails.put(it, email(it)));
    }

    static AuctionStage at(Instant now) {
        return new AuctionStage(now);
    }

    AuctionStage given(Object... history) {
        this.history = history;
        return this;
    }

    AuctionStage with(AuctionSettings settings) {
        world.settings = settings;
        return this;
    }

    AuctionStage inCoinsOf(long cents) {
        world.coin = cents;
        return this;
    }

    AuctionStage chargedFrom(long least, long most) {
        world.least = least;
        world.most = most;
        return this;
    }

    AuctionStage inStock(int pieces) {
        world.stock = pieces;
        return this;
    }

    AuctionStage notForSale() {
        world.offer(false);
        return this;
    }

    AuctionStage offeredByAnother() {
        world.offers.put(
                MUG,
                new Offer(
                        MUG,
                        PRODUCT,
                        SellerId.of(LEILA),
                        "Leïla",
                        "Mug",
                        euros(2_000),
                        true,
                        List.of(),
                        null));
        return this;
    }

    AuctionStage seller(AccountId account, Tier tier, SellerStatus status) {
        world.sellers.put(SellerId.of(account), new Standing("Some", tier, status));
        return this;
    }

    /** As this node still sees him, while another has decided otherwise. */
    AuctionStage lateSeller(AccountId account, SellerStatus status) {
        world.lateSellers.put(SellerId.of(account), new Standing("Some", Tier.RETAILER, status));
        return this;
    }

    /** As this node still sees it. */
    AuctionStage lateOffer(boolean forSale) {
        world.lateOffers.put(MUG, offer(PRODUCT, ATLAS, forSale));
        return this;
    }

    AuctionStage offeredAs(ProductId product) {
        world.offers.put(MUG, offer(product, ATLAS, true));
        return this;
    }

    private static Offer offer(ProductId product, SellerId seller, boolean forSale) {
        return new Offer(
                MUG, product, seller, "Atlas", "Mug", euros(2_000), forSale, List.of(), null);
    }

    AuctionStage mailbox(AccountId account, String address) {
        world.emails.put(account, new EmailAddress(address));
        return this;
    }

    AuctionStage noOrders(Rejection why) {
        world.noOrders = why;
        return this;
    }

    AuctionStage forgotten(AccountId account) {
        world.emails.remove(account);
        return this;
    }

    private ResultValidator<Auction> when(AuctionCommand command, Map<String, ?> metadata) {
        world.handlers(
                        new Given<>(auction.getRepository()),
                        new Given<>(events()),
                        () -> SECRET,
                        Clock.fixed(now, ZoneOffset.UTC))
                .forEach(auction::registerAnnotatedCommandHandler);
        return history.length == 0
                ? auction.givenNoPriorActivity().when(command, metadata)
                : auction.given(history).when(command, metadata);
    }

    /** The fixture's own refuses to say that there is nothing. */
    private EventStore events() {
        EventStore stored = auction.getEventStore();
        return (EventStore)
                Proxy.newProxyInstance(
                        EventStore.class.getClassLoader(),
                        new Class<?>[] {EventStore.class},
                        (_, method, arguments) ->
                                history.length > 0
                                        ? method.invoke(stored, arguments)
                                        : switch (method.getName()) {
                                            case "lastSequenceNumberFor" -> Optional.empty();
                                            case "readEvents" -> DomainEventStream.empty();
                                            default -> method.invoke(stored, arguments);
                                        });
    }

    AuctionStage leadsTo(AuctionCommand command, Object... events) {
        when(command, Map.of()).expectSuccessfulHandlerExecution().expectEvents(events);
        return this;
    }

    void changesNothing(AuctionCommand command) {
        when(command, Map.of()).expectSuccessfulHandlerExecution().expectNoEvents();
        nothingHappensElsewhere();
    }

    void refuses(AuctionCommand command, Rejection rejection) {
        refuses(command, Map.of(), rejection);
    }

    /** From somebody who has seen it at another version. */
    void refuses(AuctionCommand command, long expectedVersion, Rejection rejection) {
        refuses(command, Map.of(MessageKeys.EXPECTED_VERSION, expectedVersion), rejection);
    }

    private void refuses(AuctionCommand command, Map<String, ?> metadata, Rejection rejection) {
        when(command, metadata).expectNoEvents().expectExceptionDetails(rejection);
        nothingHappensElsewhere();
    }

    private void nothingHappensElsewhere() {
        assertThat(world.told).isEmpty();
        assertThat(world.sales).isEmpty();
    }

    void shows(AuctionCommand command, Predicate<AuctionView> view) {
        answers(command, answer -> view.test((AuctionView) answer));
    }

    void tells(AuctionCommand command, BidOutcome outcome) {
        answers(command, outcome::equals);
    }

    private void answers(AuctionCommand command, Predicate<Object> answer) {
        when(command, Map.of())
                .expectResultMessageMatching(Matchers.matches(it -> answer.test(it.getPayload())));
    }

    AuctionStage andStockIsTold(String... told) {
        assertThat(world.told).containsExactly(told);
        return this;
    }

    void andLooksFor(SellerId... sellers) {
        assertThat(world.looks)
                .isEqualTo(Stream.of(sellers).map(seller -> "seller " + seller).toList());
    }

    void andSells(Sale... sales) {
        assertThat(world.sales).containsExactly(sales);
    }

    /** What the house makes of what the seller says. */
    static AuctionScheduled termsOf(ScheduleAuction command, Increments increments) {
        return new AuctionScheduled(
                command.auctionId(),
                command.seller(),
                "Atlas",
                command.sku(),
                PRODUCT,
                "Mug",
                command.quantity(),
                command.startPrice(),
                command.reservePrice(),
                increments,
                OPENS,
                command.closesAt(),
                EXTENSION,
                Audience.PUBLIC,
                SECRET);
    }

    static AuctionSettings settings(int runnersUp, AuctionSettings.RunnerUpPrice price) {
        return settings(runnersUp, price, List.of());
    }

    static AuctionSettings settings(
            int runnersUp,
            AuctionSettings.RunnerUpPrice price,
            List<AuctionSettings.Increment> increments) {
        return new AuctionSettings(
                Duration.ofHours(48),
                runnersUp,
                price,
                Duration.ofMinutes(2),
                Duration.ofSeconds(1),
                Duration.ofDays(90),
                Duration.ofDays(365),
                increments);
    }
}
