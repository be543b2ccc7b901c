package souk.order.process;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

import souk.account.AccountCommand.ForgetPerson;
import souk.account.AccountEvent.AccountErased;
import souk.kernel.Published;
import souk.order.OrderCommand.ForgetGuest;
import souk.order.OrderEvent.BuyerErased;
import souk.platform.command.Errands;

import java.time.Duration;
import java.time.Instant;

/**
 * Sees to it that whoever is forgotten by a decision can't be read any more: noted in one
 * transaction with having seen it, and tried until it is done.
 */
@Saga
@ProcessingGroup("order.forgetting")
@Published("order.ForgettingSaga")
public class ForgettingSaga {

    /** Once more when all nodes know of it: until then others may have placed orders for him. */
    private static final Duration KNOWN_EVERYWHERE = Duration.ofMinutes(2);

    @StartSaga
    @SagaEventHandler(associationProperty = "accountId")
    void on(AccountErased erased, @Timestamp Instant at, Errands errands) {
        errands.later(new ForgetPerson(erased.accountId()));
        errands.at(at.plus(KNOWN_EVERYWHERE), new ForgetPerson(erased.accountId()));
        SagaLifecycle.end();
    }

    /** With an account's order there is no such key, and the order knows. */
    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(BuyerErased erased, Errands errands) {
        errands.later(new ForgetGuest(erased.orderId()));
        SagaLifecycle.end();
    }
}
