package souk.auction.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.auction.command.AuctionExamples.ATLAS;
import static souk.auction.command.AuctionExamples.AUCTION;
import static souk.auction.command.AuctionExamples.MUG;
import static souk.auction.command.AuctionExamples.OPENS;
import static souk.auction.command.AuctionExamples.SELLERS_ACCOUNT;
import static souk.auction.command.AuctionExamples.bidId;
import static souk.auction.command.AuctionExamples.email;
import static souk.auction.command.AuctionExamples.euros;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

import souk.account.AccountId;
import souk.auction.AuctionCommand.CancelAuction;
import souk.auction.AuctionCommand.CloseAuction;
import souk.auction.AuctionCommand.PassOn;
import souk.auction.AuctionCommand.PlaceBid;
import souk.auction.AuctionCommand.ScheduleAuction;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionState;
import souk.auction.AuctionView;
import souk.auction.BidOutcome;
import souk.auction.command.AuctionSettings.Increment;
import souk.kernel.Quantity;
import souk.kernel.Rejection;
import souk.order.command.Orders.Sale;
import souk.seller.SellerStatus;
import souk.seller.Tier;
import souk.seller.command.Standing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whatever happens in whatever order, it is as one would reckon it with pencil and paper. */
class AuctionModelTest {

    private static final long LENGTH = 600_000; // ms
    private static final long EXTENSION = 120_000;
    private static final String SOME = "acc_01hzy0000000000000000000";
    private static final String BIDDERS = "bcdefghjkmnpqr";

    /** Something that may happen so many milliseconds after what was before. */
    sealed interface Step {
        long after();

        record Bids(long after, int bidder, long maximum) implements Step {}

        record Cancels(long after) implements Step {}

        record Closes(long after) implements Step {}
    }

    private static final long[][] EVEN = {{0, 100}};
    private static final long[][] TABLE = {{0, 100}, {1_500, 250}, {2_500, 500}};
    private static final List<Increment> INCREMENTS =
            Arrays.stream(TABLE)
                    .map(
                            it ->
                                    new Increment(
                                            BigDecimal.valueOf(it[0], 2),
                                            BigDecimal.valueOf(it[1], 2)))
                    .toList();

    @Provide
    Arbitrary<List<Step>> steps() {
        // most in the last minutes, and on the very millisecond
        Arbitrary<Long> pause =
                Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.longs().between(0, 30_000)),
                        Tuple.of(
                                2, Arbitraries.of(0L, 1L, EXTENSION - 1, EXTENSION, EXTENSION + 1)),
                        Tuple.of(1, Arbitraries.longs().between(0, LENGTH)));
        Arbitrary<Long> maximum =
                Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.longs().between(9, 40).map(it -> it * 100)),
                        Tuple.of(1, Arbitraries.longs().between(900, 4_000)));
        Arbitrary<Step> bids =
                Combinators.combine(
                                pause,
                                Arbitraries.integers().between(0, BIDDERS.length() - 1),
                                maximum)
                        .as(Step.Bids::new);
        Arbitrary<Step> cancels = pause.map(Step.Cancels::new);
        Arbitrary<Step> closes = pause.map(Step.Closes::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(20, bids), Tuple.of(1, cancels), Tuple.of(2, closes))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<Long> reserves() {
        return Arbitraries.of(0L, 1_000L, 2_000L, 2_050L, 3_500L);
    }

    private InMemoryAuctions auctions;

    private static AccountId account(int bidder) {
        return new AccountId(SOME + "0" + BIDDERS.charAt(bidder));
    }

    private static Instant time(long millis) {
        return OPENS.plusMillis(millis);
    }

    @Property(tries = 600)
    void it_is_as_reckoned(
            @ForAll("steps") List<Step> steps,
            @ForAll("reserves") long reserve,
            @ForAll boolean stepped,
            @ForAll @IntRange(min = 0, max = 3) int runnersUp) {
        begin(reserve, runnersUp, stepped);
        var oracle = new AuctionOracle(1_000, stepped ? TABLE : EVEN, reserve, LENGTH, EXTENSION);
        long now = 0;
        for (Step step : steps) {
            now += step.after();
            auctions.at(time(now));
            happens(step, now, oracle, runnersUp);
            agree(oracle);
        }

        now = Math.max(now, oracle.end);
        auctions.at(time(now));
        happens(new Step.Closes(0), now, oracle, runnersUp);
        agree(oracle);
        agreeOnOffers(oracle);
    }

    private void begin(long reserve, int runnersUp, boolean stepped) {
        auctions = new InMemoryAuctions(runnersUp, INCREMENTS);
        auctions.world.emails.put(SELLERS_ACCOUNT, email(SELLERS_ACCOUNT));
        auctions.world.sellers.put(
                ATLAS, new Standing("Atlas", Tier.RETAILER, SellerStatus.APPROVED));
        auctions.world.offer(true);
        auctions.world.stock = 1;
        for (int i = 0; i < BIDDERS.length(); i++) {
            auctions.world.emails.put(account(i), email(account(i)));
        }
        auctions.at(OPENS);
        auctions.send(
                new ScheduleAuction(
                        AUCTION,
                        ATLAS,
                        MUG,
                        new Quantity(1),
                        euros(1_000),
                        reserve == 0 ? null : euros(reserve),
                        stepped ? null : euros(100),
                        null,
                        time(LENGTH),
                        Duration.ofMillis(EXTENSION),
                        null));
    }

    private void happens(Step step, long now, AuctionOracle oracle, int runnersUp) {
        switch (step) {
            case Step.Bids it -> {
                String bidder = account(it.bidder).value();
                Object answer =
                        auctions.send(
                                new PlaceBid(
                                        AUCTION,
                                        bidId(oracle.bids() + 1),
                                        account(it.bidder),
                                        euros(it.maximum)));
                boolean taken = oracle.bid(bidder, it.maximum, now);
                assertThat(answer).isInstanceOf(taken ? BidOutcome.class : Rejection.class);
                if (answer instanceof BidOutcome outcome) {
                    assertThat(outcome.leading()).isEqualTo(oracle.leader.equals(bidder));
                    assertThat(outcome.currentPrice()).isEqualTo(euros(oracle.price));
                    assertThat(outcome.effectiveEnd()).isEqualTo(time(oracle.end));
                }
            }
            case Step.Cancels _ -> {
                boolean before = oracle.state.equals("CANCELLED");
                Object answer = auctions.send(new CancelAuction(AUCTION, ATLAS));
                boolean done = oracle.cancel(now) || before;
                assertThat(answer).isInstanceOf(done ? AuctionView.class : Rejection.class);
            }
            case Step.Closes _ -> {
                auctions.send(new CloseAuction(AUCTION));
                oracle.close(now, runnersUp);
            }
        }
    }

    private void agree(AuctionOracle oracle) {
        Course course = auctions.courseOf(AUCTION.value());
        assertThat(course.state()).isEqualTo(AuctionState.valueOf(oracle.state));
        assertThat(course.effectiveEnd()).isEqualTo(time(oracle.end));
        assertThat(course.price()).isEqualTo(euros(oracle.price));
        assertThat(course.bidCount()).isEqualTo(oracle.bids());
        assertThat(course.ranking().best()).hasSizeLessThanOrEqualTo(Ranking.MOST);
        if (!oracle.leader.isEmpty()) {
            assertThat(course.leader())
                    .isEqualTo(
                            DerivedNames.alias(course.scheduled(), new AccountId(oracle.leader)));
        }
    }

    /** Nobody ever pays. */
    private void agreeOnOffers(AuctionOracle oracle) {
        List<String> offers = new ArrayList<>();
        AuctionAwarded award = auctions.courseOf(AUCTION.value()).award();
        while (award != null) {
            offers.add(award.bidder() + " " + award.price().amount());
            auctions.send(new PassOn(AUCTION, award.orderId()));
            award = auctions.courseOf(AUCTION.value()).award();
        }
        assertThat(offers).isEqualTo(oracle.offers);
        assertThat(auctions.world.sales)
                .extracting(Sale::buyer)
                .extracting(AccountId::value)
                .isEqualTo(oracle.offers.stream().map(it -> it.split(" ")[0]).toList());
        String released = "release " + AUCTION + " [MUG]";
        assertThat(auctions.world.told).containsExactly("reserve " + AUCTION + " 1 MUG", released);
    }
}
