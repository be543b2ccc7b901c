package souk.payment.stripe;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.payment.PaymentRejection.ProviderRefused;
import souk.payment.command.PaymentProvider.Checkout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A page to pay on, as Stripe wants it described. The same for the same attempt, whenever it is
 * asked for: under one key nothing else may be asked.
 */
record StripeCheckout(StripeSettings settings, Clock clock) {

    /** A page must be open for half an hour at least; it is closed in time by us. */
    private static final Duration SHORTEST = Duration.ofMinutes(30);

    private static final Duration LONGEST = Duration.ofHours(24);

    SessionCreateParams of(Checkout checkout) {
        StripeAmount amount = chargeable(checkout.amount());
        String payment = checkout.payment().value();
        var params =
                SessionCreateParams.builder()
                        .setMode(SessionCreateParams.Mode.PAYMENT)
                        .addLineItem(item(checkout.reference(), amount))
                        .setClientReferenceId(payment)
                        .putMetadata(StripeNotices.PAYMENT, payment)
                        .setPaymentIntentData(
                                PaymentIntentData.builder()
                                        .putMetadata(StripeNotices.PAYMENT, payment)
                                        .build())
                        .setSuccessUrl(settings.successUrl())
                        .setCancelUrl(settings.cancelUrl());
        Instant end = checkout.until().plus(SHORTEST);
        // left out, it is the longest that Stripe allows
        if (end.isBefore(clock.instant().plus(LONGEST))) {
            params.setExpiresAt(end.getEpochSecond());
        }
        return params.build();
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
