package souk.auction.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static souk.auction.command.AuctionExamples.AUCTION;
import static souk.auction.command.AuctionExamples.SCHEDULED;

import org.junit.jupiter.api.Test;

import souk.auction.AuctionRejection.AuctionNotFound;
import souk.kernel.Rejected;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class KnownTermsTest {

    @Test
    void are_read_once_however_many_want_to_know_them_at_once() throws Exception {
        var reads = new AtomicInteger();
        var asked = new CountDownLatch(20);
        var terms =
                new KnownTerms(
                        _ -> {
                            reads.incrementAndGet();
                            return Optional.of(SCHEDULED);
                        });
        Callable<Object> bidder =
                () -> {
                    asked.countDown();
                    asked.await();
                    return terms.of(AUCTION);
                };
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            Collection<Callable<Object>> all = Stream.generate(() -> bidder).limit(20).toList();
            for (Future<Object> told : crowd.invokeAll(all)) {
                assertThat(told.get()).isEqualTo(SCHEDULED);
            }
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void of_what_is_no_auction_are_looked_for_again() {
        var reads = new AtomicInteger();
        var terms =
                new KnownTerms(
                        _ ->
                                reads.incrementAndGet() == 1
                                        ? Optional.empty()
                                        : Optional.of(SCHEDULED));
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> terms.of(AUCTION))
                .satisfies(it -> assertThat(it.rejection()).isEqualTo(new AuctionNotFound()));
        assertThat(terms.of(AUCTION)).isEqualTo(SCHEDULED);
    }
}
