package souk.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static souk.payment.stripe.StripeShapes.event;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import souk.payment.PaymentId;
import souk.payment.command.Notice;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The objects that Stripe itself publishes as examples. They are not ours to keep: {@code
 * SOUK_STRIPE_FIXTURES} says where they are.
 */
class StripeFixturesTest {

    private static final Logger LOG = LoggerFactory.getLogger(StripeFixturesTest.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final PaymentId PAYMENT = new PaymentId(StripeShapes.PAYMENT);

    private static JsonNode resources = JSON.nullNode();

    private final StripeNotices notices = new StripeNotices(false, _ -> Optional.of(PAYMENT));

    @BeforeAll
    static void are_there() throws IOException {
        String named = System.getenv("SOUK_STRIPE_FIXTURES");
        Optional<Path> fixtures =
                Stream.of(
                                named == null ? "" : named,
                                "../../shared/data/stripe-fixtures3.json",
                                "../../../shared/data/stripe-fixtures3.json")
                        .map(Path::of)
                        .filter(Files::isRegularFile)
                        .findFirst();
        if (fixtures.isEmpty()) {
            LOG.warn("SKIPPED: Stripe's fixtures are not here. Set SOUK_STRIPE_FIXTURES.");
        }
        assumeTrue(fixtures.isPresent(), "SOUK_STRIPE_FIXTURES names no file");
        resources = JSON.readTree(Files.readString(fixtures.orElseThrow())).path("resources");
    }

    private static ObjectNode fixture(String name) {
        ObjectNode object = (ObjectNode) resources.path(name).deepCopy();
        assertThat(object.path("object").asString()).isEqualTo(name);
        object.putObject("metadata").put("souk_payment", PAYMENT.value());
        return object;
    }

    @Test
    void of_a_page() {
        ObjectNode session = fixture("checkout.session");
        assertThat(notices.interpret(event("checkout.session.expired", session)))
                .isEqualTo(new Notice.PageOver(PAYMENT, session.path("id").asString()));

        session.put("payment_status", "paid").put("amount_total", 1_099).put("currency", "usd");
        assertThat(notices.interpret(event("checkout.session.completed", session)))
                .isInstanceOfSatisfying(
                        Notice.PagePaid.class,
                        it -> {
                            assertThat(it.transaction())
                                    .isEqualTo(session.path("payment_intent").asString());
                            assertThat(it.amount().amount()).isEqualTo(1_099);
                        });
    }

    @Test
    void of_an_intent() {
        ObjectNode intent = fixture("payment_intent");
        String id = intent.path("id").asString();
        assertThat(notices.interpret(event("payment_intent.payment_failed", intent)))
                .isEqualTo(new Notice.Declined(PAYMENT, id, "declined"));

        intent.set("amount_received", intent.path("amount"));
        assertThat(notices.interpret(event("payment_intent.succeeded", intent)))
                .isInstanceOfSatisfying(
                        Notice.Captured.class,
                        it ->
                                assertThat(it.amount().amount())
                                        .isEqualTo(intent.path("amount").asLong()));
    }

    @Test
    void of_a_charge() {
        ObjectNode charge = fixture("charge").put("payment_intent", "pi_1");
        assertThat(notices.interpret(event("charge.refunded", charge)))
                .isEqualTo(new Notice.MoneyMoved(PAYMENT, "pi_1"));
    }

    @Test
    void of_a_refund() {
        ObjectNode refund = fixture("refund").put("payment_intent", "pi_1");
        assertThat(notices.interpret(event("refund.updated", refund)))
                .isEqualTo(new Notice.MoneyMoved(PAYMENT, "pi_1"));
        ((ObjectNode) refund.path("metadata")).put("souk_refund", StripeShapes.REFUND);
        assertThat(notices.interpret(event("refund.updated", refund)))
                .isInstanceOfSatisfying(
                        Notice.RefundDone.class,
                        it ->
                                assertThat(it.providerRefund())
                                        .isEqualTo(refund.path("id").asString()));
    }

    @Test
    void of_a_dispute() {
        ObjectNode dispute = fixture("dispute");
        assertThat(notices.interpret(event("charge.dispute.created", dispute)))
                .isInstanceOfSatisfying(
                        Notice.Disputed.class,
                        it -> {
                            assertThat(it.dispute()).isEqualTo(dispute.path("id").asString());
                            assertThat(it.amount().amount())
                                    .isEqualTo(dispute.path("amount").asLong());
                        });
    }

    @Test
    void of_an_event_that_means_nothing_to_us() {
        assertThat(notices.interpret(resources.path("event").toString()))
                .isEqualTo(new Notice.Irrelevant());
    }
}
