package souk.payment.stripe;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.payment.PaymentRejection.ProviderRefused;
import souk.payment.command.PaymentProvider.Checkout;

/**
 * A page to pay on, as Stripe wants it described. The same for the same attempt, whenever it is
 * asked for: under one key nothing else may be asked. So it has no end of its own, since which one
 * Stripe allows depends on when it is asked; it closes the page after a day, and we do so in time.
 */
record StripeCheckout(StripeSettings settings) {

    SessionCreateParams of(Checkout checkout) {
        StripeAmount amount = chargeable(checkout.amount());
        String payment = checkout.payment().value();
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                // others take days to say whether they have paid, and nobody waits for that
                .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
                .addLineItem(item(checkout.reference(), amount))
                .setClientReferenceId(payment)
                .putMetadata(StripeNotices.PAYMENT, payment)
                .setPaymentIntentData(
                        PaymentIntentData.builder()
                                .putMetadata(StripeNotices.PAYMENT, payment)
                                .build())
                .setSuccessUrl(settings.successUrl())
                .setCancelUrl(settings.cancelUrl())
                .build();
    }

    StripeAmount chargeable(Money money) {
        try {
            StripeAmount amount = StripeAmount.of(money);
            if (amount.isChargeable()) {
                return amount;
            }
        } catch (ArithmeticException tooFine) {
            // refused below
        }
        throw new Rejected(
                new ProviderRefused(
                        StripeProvider.NAME,
                        "no card is charged " + money.amount() + " " + money.currency()));
    }

    private static LineItem item(String reference, StripeAmount amount) {
        return LineItem.builder()
                .setQuantity(1L)
                .setPriceData(
                        LineItem.PriceData.builder()
                                .setCurrency(amount.currency())
                                .setUnitAmount(amount.amount())
                                .setProductData(
                                        LineItem.PriceData.ProductData.builder()
                                                .setName(reference)
                                                .build())
                                .build())
                .build();
    }
}
