package souk.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Event;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.param.ChargeListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;

import org.jspecify.annotations.Nullable;

import souk.kernel.InvalidValue;
import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.ProviderRefused;
import souk.payment.RefundId;
import souk.payment.command.Charges;
import souk.payment.command.Notice;
import souk.payment.command.PaymentProvider;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Stripe's hosted pages, its refunds, and what it has told. */
class StripeProvider implements PaymentProvider {

    static final String NAME = "stripe";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PAGE = 100;

    /** Of refunds that are none any more. */
    private static final Set<String> OFF = Set.of("failed", "canceled");

    private final StripeClient stripe;
    private final StripeCheckout checkouts;
    private final StripeNotices notices;

    StripeProvider(StripeClient stripe, StripeSettings settings) {
        this.stripe = stripe;
        this.checkouts = new StripeCheckout(settings);
        this.notices = new StripeNotices(settings.isLive(), this::payerOf);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Charges charges(Currency currency) {
        return new Charges(
                StripeAmount.smallestChargeable(currency),
                StripeLimits.least(currency),
                StripeLimits.most(currency));
    }

    @Override
    public Page open(Checkout checkout) {
        return StripeErrors.refusing(
                () -> {
                    Session session =
                            StripeKeys.under(
                                    checkout.key(),
                                    options ->
                                            stripe.v1()
                                                    .checkout()
                                                    .sessions()
                                                    .create(checkouts.of(checkout), options));
                    return new Page(
                            session.getId(),
                            session.getUrl(),
                            Instant.ofEpochSecond(session.getExpiresAt()));
                });
    }

    @Override
    public Closing close(String session) {
        return StripeErrors.refusing(
                () -> {
                    try {
                        stripe.v1().checkout().sessions().expire(session);
                        return Closing.CLOSED;
                    } catch (InvalidRequestException notOpen) {
                        Session found = stripe.v1().checkout().sessions().retrieve(session);
                        return switch (found.getStatus()) {
                            case "complete" -> Closing.PAID;
                            case "expired" -> Closing.CLOSED;
                            default -> throw notOpen;
                        };
                    }
                });
    }

    @Override
    public Outcome refund(Giveback giveback) {
        try {
            return StripeErrors.refusing(() -> refundOnce(giveback));
        } catch (Rejected no) {
            if (no.rejection() instanceof ProviderRefused refused) {
                return new Outcome.Refused(refused.reason());
            }
            throw no;
        }
    }

    @Override
    public Optional<Notice.GivenBack> givenBack(PaymentId payment, String transaction) {
        return StripeErrors.refusing(
                () -> {
                    var params =
                            ChargeListParams.builder()
                                    .setPaymentIntent(transaction)
                                    .setLimit(PAGE)
                                    .build();
                    Charge captured =
                            stripe.v1().charges().list(params).getData().stream()
                                    .filter(it -> Boolean.TRUE.equals(it.getCaptured()))
                                    .findFirst()
                                    .orElse(null);
                    return captured == null
                            ? Optional.empty()
                            : Optional.of(
                                    new Notice.GivenBack(
                                            payment,
                                            transaction,
                                            money(
                                                    captured.getAmountCaptured(),
                                                    captured.getCurrency()),
                                            gone(transaction)));
                });
    }

    private List<Notice.Gone> gone(String transaction) throws StripeException {
        List<Notice.Gone> gone = new ArrayList<>();
        for (Refund refund : refundsOf(transaction)) {
            if (!isOff(refund)) {
                gone.add(
                        new Notice.Gone(
                                refund.getId(),
                                nameOf(refund),
                                money(refund.getAmount(), refund.getCurrency())));
            }
        }
        return gone;
    }

    // whoever writes nonsense there has not asked in our name
    private static @Nullable RefundId nameOf(Refund refund) {
        String name =
                refund.getMetadata() == null
                        ? null
                        : refund.getMetadata().get(StripeNotices.REFUND);
        try {
            return name == null ? null : new RefundId(name);
        } catch (InvalidValue unlike) {
            return null;
        }
    }

    private Iterable<Refund> refundsOf(String transaction) throws StripeException {
        var params =
                RefundListParams.builder().setPaymentIntent(transaction).setLimit(PAGE).build();
        return stripe.v1().refunds().list(params).autoPagingIterable();
    }

    private static boolean isOff(Refund refund) {
        return refund.getStatus() != null && OFF.contains(refund.getStatus());
    }

    @Override
    public Notice interpret(String body) {
        return notices.interpret(body);
    }

    @Override
    public void toldSince(Instant then, Consumer<Told> listener) {
        StripeErrors.refusing(
                () -> {
                    var params =
                            EventListParams.builder()
                                    .setCreated(
                                            EventListParams.Created.builder()
                                                    .setGte(then.getEpochSecond())
                                                    .build())
                                    .addAllType(StripeNotices.TYPES)
                                    .setLimit(PAGE)
                                    .build();
                    for (Event event : stripe.v1().events().list(params).autoPagingIterable()) {
                        listener.accept(told(event));
                    }
                    return then;
                });
    }

    // Stripe forgets keys after a day, so a refund of ours is looked for before it is made
    private Outcome refundOnce(Giveback giveback) throws StripeException {
        StripeAmount amount = checkouts.chargeable(giveback.amount());
        for (Refund refund : refundsOf(giveback.transaction())) {
            if (isOf(refund.getMetadata(), giveback)) {
                return outcome(refund);
            }
        }
        var params =
                RefundCreateParams.builder()
                        .setPaymentIntent(giveback.transaction())
                        .setAmount(amount.amount())
                        .putMetadata(StripeNotices.PAYMENT, giveback.payment().value())
                        .putMetadata(StripeNotices.REFUND, giveback.refund().value())
                        .putMetadata(StripeNotices.ATTEMPT, String.valueOf(giveback.attempt()))
                        .build();
        return outcome(
                StripeKeys.under(
                        giveback.key(), options -> stripe.v1().refunds().create(params, options)));
    }

    private static boolean isOf(Map<String, String> metadata, Giveback giveback) {
        return giveback.refund().value().equals(metadata.get(StripeNotices.REFUND))
                && String.valueOf(giveback.attempt()).equals(metadata.get(StripeNotices.ATTEMPT));
    }

    private static Outcome outcome(Refund refund) {
        if (isOff(refund)) {
            return new Outcome.Refused(
                    refund.getFailureReason() == null
                            ? refund.getStatus()
                            : refund.getFailureReason());
        }
        return "succeeded".equals(refund.getStatus())
                ? new Outcome.Done(refund.getId())
                : new Outcome.Underway();
    }

    private static Money money(long amount, String currency) {
        return new StripeAmount(amount, currency).money();
    }

    private Optional<PaymentId> payerOf(String intent) {
        return StripeErrors.refusing(
                () ->
                        Optional.ofNullable(
                                        stripe.v1()
                                                .paymentIntents()
                                                .retrieve(intent)
                                                .getMetadata()
                                                .get(StripeNotices.PAYMENT))
                                .map(PaymentId::new));
    }

    private static Told told(Event event) {
        String body = event.toJson();
        JsonNode object = JSON.readTree(body).path("data").path("object");
        return new Told(event.getId(), object.path("id").asString(""), body);
    }
}
