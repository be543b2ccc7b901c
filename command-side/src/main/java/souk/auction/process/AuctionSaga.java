package souk.auction.process;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

import souk.auction.AuctionCommand.CloseAuction;
import souk.auction.AuctionCommand.OpenAuction;
import souk.auction.AuctionCommand.PassOn;
import souk.auction.AuctionCommand.SettleAuction;
import souk.auction.AuctionEvent.AuctionAwarded;
import souk.auction.AuctionEvent.AuctionScheduled;
import souk.auction.AuctionId;
import souk.kernel.Published;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderPaid;
import souk.platform.command.Errands;

/**
 * Sees to it that auctions open and close, and tells them what becomes of the orders they led to.
 * It lives as long as such an order may still be paid. Whatever it asks for is done once, however
 * often it asks.
 */
@Saga
@ProcessingGroup("auction.course")
@Published("auction.AuctionSaga")
public class AuctionSaga {

    private static final String AUCTION = "auctionId";
    private static final String ORDER = "orderId";

    private @Nullable AuctionId awardedIn;

    /** Where it is opened already, or goes on for longer, the auction knows. */
    @StartSaga
    @SagaEventHandler(associationProperty = AUCTION)
    void on(AuctionScheduled scheduled, Errands errands) {
        errands.at(scheduled.opensAt(), new OpenAuction(scheduled.auctionId()));
        errands.at(scheduled.closesAt(), new CloseAuction(scheduled.auctionId()));
        SagaLifecycle.end();
    }

    @StartSaga
    @SagaEventHandler(associationProperty = ORDER)
    void on(AuctionAwarded awarded) {
        awardedIn = awarded.auctionId();
    }

    @SagaEventHandler(associationProperty = ORDER)
    void on(OrderPaid paid, Errands errands) {
        if (awardedIn != null) {
            errands.send(new SettleAuction(awardedIn, paid.orderId()));
        }
        SagaLifecycle.end();
    }

    @SagaEventHandler(associationProperty = ORDER)
    void on(OrderCancelled cancelled, Errands errands) {
        if (awardedIn != null) {
            errands.send(new PassOn(awardedIn, cancelled.orderId()));
        }
        SagaLifecycle.end();
    }
}
