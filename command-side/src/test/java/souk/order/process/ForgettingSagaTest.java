package souk.order.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.test.saga.FixtureConfiguration;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import souk.account.AccountCommand.ForgetPerson;
import souk.account.AccountEvent.AccountErased;
import souk.account.AccountId;
import souk.order.OrderCommand.ForgetGuest;
import souk.order.OrderEvent.BuyerErased;
import souk.order.OrderId;
import souk.platform.command.Errands;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class ForgettingSagaTest {

    private static final AccountId MIA = new AccountId("acc_01hzy00000000000000000000a");
    private static final OrderId ORDER = new OrderId("ord_01hzy00000000000000000000a");

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final List<Object> kept = new ArrayList<>();
    private final FixtureConfiguration saga = new SagaTestFixture<>(ForgettingSaga.class);

    @BeforeEach
    void errands() {
        saga.registerResource(
                new Errands() {
                    @Override
                    public void send(Object command) {
                        throw new AssertionError("would be lost with the process");
                    }

                    @Override
                    public void later(Object command) {
                        kept.add(command);
                    }

                    @Override
                    public void at(Instant due, Object command) {
                        kept.add(Duration.between(NOW, due));
                        kept.add(command);
                    }
                });
    }

    @Test
    void has_whoever_leaves_forgotten() {
        saga.givenCurrentTime(NOW)
                .whenPublishingA(new AccountErased(MIA, false, null))
                .expectActiveSagas(0);
        // the second time for what was begun beside it
        assertThat(kept)
                .containsExactly(
                        new ForgetPerson(MIA), Duration.ofMinutes(2), new ForgetPerson(MIA));
    }

    @Test
    void has_guests_forgotten() {
        saga.givenNoPriorActivity().whenPublishingA(new BuyerErased(ORDER)).expectActiveSagas(0);
        assertThat(kept).containsExactly(new ForgetGuest(ORDER));
    }
}
