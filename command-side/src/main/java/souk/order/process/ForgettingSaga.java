package souk.order.process;

import org.axonframework.config.ProcessingGroup;
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

/**
 * Sees to it that whoever is forgotten by a decision can't be read any more: noted in one
 * transaction with having seen it, and tried until it is done.
 */
@Saga
@ProcessingGroup("order.forgetting")
@Published("order.ForgettingSaga")
public class ForgettingSaga {

    @StartSaga
    @SagaEventHandler(associationProperty = "accountId")
    void on(AccountErased erased, Errands errands) {
        errands.later(new ForgetPerson(erased.accountId()));
        SagaLifecycle.end();
    }

    /** With an account's order there is no such key, and nothing happens. */
    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(BuyerErased erased, Errands errands) {
        errands.later(new ForgetGuest(erased.orderId()));
        SagaLifecycle.end();
    }
}
