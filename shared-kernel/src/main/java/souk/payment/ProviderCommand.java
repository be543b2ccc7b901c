package souk.payment;

import org.axonframework.commandhandling.RoutingKey;

import souk.kernel.CallsOutside;

/**
 * What we have to do at the provider's. Carried out outside, tried again for as long as he does not
 * answer, and done once however often it is tried.
 */
public sealed interface ProviderCommand {

    /**
     * Has the provider give back what a refund promises. Answered with nothing: his final no is an
     * event, too.
     */
    @CallsOutside
    record ExecuteRefund(@RoutingKey PaymentId paymentId, RefundId refundId)
            implements ProviderCommand {}

    /** Closes the page to pay on of a payment that nobody is to pay any more. */
    @CallsOutside
    record ExpireSession(@RoutingKey PaymentId paymentId) implements ProviderCommand {}

    /** Asks the provider what he has told lately, in case we were not there to listen. */
    @CallsOutside
    record ReconcileProvider(@RoutingKey String provider) implements ProviderCommand {}
}
