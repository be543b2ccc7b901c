package souk.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static souk.payment.stripe.StripeShapes.charge;
import static souk.payment.stripe.StripeShapes.dispute;
import static souk.payment.stripe.StripeShapes.event;
import static souk.payment.stripe.StripeShapes.intent;
import static souk.payment.stripe.StripeShapes.list;
import static souk.payment.stripe.StripeShapes.object;
import static souk.payment.stripe.StripeShapes.refund;
import static souk.payment.stripe.StripeShapes.session;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.payment.PaymentId;
import souk.payment.PaymentRejection.ProviderRefused;
import souk.payment.PaymentRejection.ProviderUnavailable;
import souk.payment.RefundId;
import souk.payment.command.Notice;
import souk.payment.command.PaymentProvider.Checkout;
import souk.payment.command.PaymentProvider.Closing;
import souk.payment.command.PaymentProvider.Giveback;
import souk.payment.command.PaymentProvider.Outcome;
import souk.payment.command.PaymentProvider.Page;
import souk.payment.command.PaymentProvider.Told;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

class StripeProviderTest {

    private static final String SESSIONS = "POST /v1/checkout/sessions";
    private static final String EXPIRE = "POST /v1/checkout/sessions/cs_test_1/expire";
    private static final String REFUNDS = "POST /v1/refunds";
    private static final String KNOWN_REFUNDS = "GET /v1/refunds";

    private static final PaymentId PAYMENT = new PaymentId(StripeShapes.PAYMENT);
    private static final RefundId REFUND = new RefundId(StripeShapes.REFUND);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant PAY_UNTIL = NOON.plusSeconds(1_790);

    private StripeStub stripe;
    private StripeProvider provider;

    @BeforeEach
    void is_there() throws IOException {
        stripe = new StripeStub();
        provider = at(stripe.address());
    }

    @AfterEach
    void is_gone() {
        stripe.close();
    }

    @Test
    void charges_thousandths_by_tens() {
        assertThat(provider.charges(Currency.getInstance("TND")).smallest()).isEqualTo(10);
        assertThat(provider.charges(Currency.getInstance("EUR")).smallest()).isEqualTo(1);
    }

    @Test
    void charges_neither_too_little_nor_too_much() {
        assertThat(provider.charges(Currency.getInstance("EUR")).least()).isEqualTo(50);
        assertThat(provider.charges(Currency.getInstance("EUR")).most()).isEqualTo(99_999_999);
    }

    private static StripeProvider at(URI address) {
        return StripeConfiguration.provider(
                new StripeSettings(
                        "sk_test_1",
                        null,
                        address,
                        "https://shop.example/paid",
                        "https://shop.example/cart",
                        null));
    }

    private static Money tnd(long amount) {
        return new Money(amount, Currency.getInstance("TND"));
    }

    private static Checkout checkout(Money amount, Instant until) {
        return new Checkout(PAYMENT, 2, "ord_1", amount, until);
    }

    private static Giveback giveback(long amount) {
        return new Giveback(PAYMENT, REFUND, 2, "pi_1", tnd(amount));
    }

    private void isRefused(Runnable call, Rejection rejection) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(call::run)
                .satisfies(it -> assertThat(it.rejection()).isEqualTo(rejection));
    }

    @Nested
    class A_page {

        private final Checkout checkout = checkout(tnd(19_900), PAY_UNTIL);

        @Test
        void is_opened_under_a_key() {
            stripe.answers(SESSIONS, 200, session("open", "unpaid"));

            assertThat(provider.open(checkout))
                    .isEqualTo(
                            new Page(
                                    "cs_test_1",
                                    "https://checkout.stripe.com/c/pay/cs_test_1",
                                    Instant.ofEpochSecond(1_795_265_999)));
            assertThat(stripe.asked())
                    .singleElement()
                    .satisfies(
                            it -> {
                                assertThat(it.key()).isEqualTo(PAYMENT + "-2");
                                assertThat(it.says("mode", "payment")).isTrue();
                                assertThat(it.says("payment_method_types[0]", "card")).isTrue();
                                assertThat(it.says("client_reference_id", PAYMENT)).isTrue();
                                assertThat(it.says("metadata[souk_payment]", PAYMENT)).isTrue();
                                assertThat(
                                                it.says(
                                                        "payment_intent_data[metadata][souk_payment]",
                                                        PAYMENT))
                                        .isTrue();
                                assertThat(it.says("line_items[0][quantity]", 1)).isTrue();
                                assertThat(it.says("line_items[0][price_data][currency]", "tnd"))
                                        .isTrue();
                                assertThat(
                                                it.says(
                                                        "line_items[0][price_data][unit_amount]",
                                                        19_900))
                                        .isTrue();
                            });
        }

        /**
         * What Stripe allows depends on when it is asked, so no end could be the same each time.
         */
        @Test
        void has_no_end_of_its_own_so_that_it_is_the_same_whenever_it_is_asked_for() {
            stripe.answers(SESSIONS, 200, session("open", "unpaid"));
            provider.open(checkout);
            provider.open(checkout(tnd(19_900), NOON.plus(Duration.ofDays(3))));

            assertThat(stripe.asked())
                    .extracting(StripeStub.Asked::form)
                    .noneMatch(form -> form.contains("expires_at"));
        }

        @Test
        void is_opened_under_the_next_key_where_an_old_stumble_is_all_that_is_said_under_one() {
            stripe.stumblesAgain(SESSIONS)
                    .stumblesAgain(SESSIONS)
                    .answers(SESSIONS, 200, session("open", "unpaid"));

            assertThat(provider.open(checkout).session()).isEqualTo("cs_test_1");
            assertThat(stripe.asked())
                    .extracting(StripeStub.Asked::key)
                    .containsExactly(
                            PAYMENT + "-2", PAYMENT + "-2-again-1", PAYMENT + "-2-again-2");
        }

        @Test
        void is_not_asked_for_under_another_key_where_the_stumble_is_new() {
            stripe.stumblesAgain(SESSIONS)
                    .refuses(SESSIONS, 500, "api_error", "any")
                    .answers(SESSIONS, 200, session("open", "unpaid"));

            isRefused(() -> provider.open(checkout), new ProviderUnavailable("stripe"));
            assertThat(stripe.asked()).hasSize(2);
        }

        @Test
        void for_what_no_card_is_charged_is_refused() {
            isRefused(
                    () -> provider.open(checkout(tnd(19_905), PAY_UNTIL)),
                    new ProviderRefused("stripe", "no card is charged 19905 TND"));
            assertThat(stripe.asked()).isEmpty();
        }

        @Test
        void is_closed() {
            stripe.answers(EXPIRE, 200, session("expired", "unpaid"));
            assertThat(provider.close("cs_test_1")).isEqualTo(Closing.CLOSED);
        }

        @Test
        void that_is_not_open_any_more_is_paid_or_closed() {
            stripe.refuses(EXPIRE, 400, "invalid_request_error", "any")
                    .answers(
                            "GET /v1/checkout/sessions/cs_test_1", 200, session("complete", "paid"))
                    .answers(
                            "GET /v1/checkout/sessions/cs_test_1",
                            200,
                            session("expired", "unpaid"));
            assertThat(provider.close("cs_test_1")).isEqualTo(Closing.PAID);
            assertThat(provider.close("cs_test_1")).isEqualTo(Closing.CLOSED);
        }
    }

    @Nested
    class A_no {

        @ParameterizedTest
        @CsvSource({
            "429, rate_limit_error, rate_limit",
            "409, idempotency_error, idempotency_key_in_use",
            "500, api_error, any",
            "503, api_error, any",
            "401, invalid_request_error, any",
        })
        void that_passes_is_an_outage(int status, String type, String code) {
            stripe.refuses(SESSIONS, status, type, code)
                    .answers(KNOWN_REFUNDS, 200, list())
                    .refuses(REFUNDS, status, type, code);
            isRefused(
                    () -> provider.open(checkout(tnd(10), PAY_UNTIL)),
                    new ProviderUnavailable("stripe"));
            isRefused(() -> provider.refund(giveback(10)), new ProviderUnavailable("stripe"));
        }

        @Test
        void that_lasts_is_a_refusal() {
            stripe.refuses(SESSIONS, 400, "invalid_request_error", "amount_too_small");
            isRefused(
                    () -> provider.open(checkout(tnd(10), PAY_UNTIL)),
                    new ProviderRefused("stripe", "amount_too_small"));
        }

        @Test
        void of_nobody_is_an_outage() {
            stripe.close();
            isRefused(
                    () -> provider.open(checkout(tnd(10), PAY_UNTIL)),
                    new ProviderUnavailable("stripe"));
        }
    }

    @Nested
    class A_refund {

        @BeforeEach
        void is_not_known() {
            stripe.answers(KNOWN_REFUNDS, 200, list());
        }

        @Test
        void is_made_under_a_key() {
            stripe.answers(REFUNDS, 200, refund("succeeded"));
            assertThat(provider.refund(giveback(900))).isEqualTo(new Outcome.Done("re_1"));
            StripeStub.Asked asked = stripe.asked().getLast();
            assertThat(asked.key()).isEqualTo(REFUND + "-2");
            assertThat(asked.says("amount", 900)).isTrue();
            assertThat(asked.says("payment_intent", "pi_1")).isTrue();
            assertThat(asked.says("metadata[souk_refund]", REFUND)).isTrue();
            assertThat(asked.says("metadata[souk_attempt]", 2)).isTrue();
        }

        @Test
        void is_made_under_the_next_key_where_an_old_stumble_is_all_that_is_said_under_one() {
            stripe.stumblesAgain(REFUNDS).answers(REFUNDS, 200, refund("succeeded"));
            assertThat(provider.refund(giveback(900))).isEqualTo(new Outcome.Done("re_1"));
            assertThat(stripe.asked().getLast().key()).isEqualTo(REFUND + "-2-again-1");
        }

        @Test
        void that_takes_its_time_is_underway() {
            stripe.answers(REFUNDS, 200, refund("pending"));
            assertThat(provider.refund(giveback(900))).isEqualTo(new Outcome.Underway());
        }

        @Test
        void that_fails_is_refused() {
            stripe.answers(REFUNDS, 200, refund("failed"))
                    .refuses(REFUNDS, 400, "invalid_request_error", "charge_already_refunded");
            assertThat(provider.refund(giveback(900)))
                    .isEqualTo(new Outcome.Refused("expired_or_canceled_card"));
            assertThat(provider.refund(giveback(900)))
                    .isEqualTo(new Outcome.Refused("charge_already_refunded"));
        }

        @Test
        void of_what_no_card_is_charged_is_refused() {
            assertThat(provider.refund(giveback(905)))
                    .isEqualTo(new Outcome.Refused("no card is charged 905 TND"));
        }
    }

    @Test
    void a_refund_that_was_made_long_ago_is_found() {
        stripe.answers(KNOWN_REFUNDS, 200, list(refund("succeeded")));
        assertThat(provider.refund(giveback(900))).isEqualTo(new Outcome.Done("re_1"));
        assertThat(stripe.asked()).extracting(StripeStub.Asked::what).containsOnly(KNOWN_REFUNDS);
    }

    @Test
    void what_went_back_is_in_the_refunds_that_are_not_off() {
        ObjectNode theirs = refund("pending").put("id", "re_2").put("amount", 400);
        theirs.putObject("metadata");
        ObjectNode strange = refund("succeeded").put("id", "re_3").put("amount", 100);
        strange.putObject("metadata").put("souk_refund", "nonsense");
        stripe.answers("GET /v1/charges", 200, list(charge(900)))
                .answers(
                        KNOWN_REFUNDS,
                        200,
                        list(
                                refund("succeeded"),
                                theirs,
                                strange,
                                refund("failed").put("id", "re_4"),
                                refund("canceled").put("id", "re_5")));
        assertThat(provider.givenBack(PAYMENT, "pi_1"))
                .contains(
                        new Notice.GivenBack(
                                PAYMENT,
                                "pi_1",
                                tnd(19_900),
                                List.of(
                                        new Notice.Gone("re_1", REFUND, tnd(900)),
                                        new Notice.Gone("re_2", null, tnd(400)),
                                        new Notice.Gone("re_3", null, tnd(100)))));
    }

    @Test
    void what_went_back_of_what_never_came_is_nothing() {
        stripe.answers("GET /v1/charges", 200, list());
        assertThat(provider.givenBack(PAYMENT, "pi_1")).isEmpty();
    }

    @Test
    void whose_a_dispute_is_the_intent_tells() {
        stripe.answers("GET /v1/payment_intents/pi_1", 200, intent("succeeded"));
        assertThat(provider.interpret(event("charge.dispute.created", dispute("needs_response"))))
                .isInstanceOfSatisfying(
                        Notice.Disputed.class, it -> assertThat(it.payment()).isEqualTo(PAYMENT));
    }

    @Test
    void what_was_told_is_told_again() {
        String second = event("payment_intent.succeeded", intent("succeeded"));
        String first =
                event("checkout.session.expired", session("expired", "unpaid"))
                        .replace("evt_1", "evt_0");
        stripe.answers("GET /v1/events", 200, list(object(second), object(first)));

        List<Told> told = new ArrayList<>();
        provider.toldSince(NOON, told::add);

        assertThat(told).extracting(Told::notice).containsExactly("evt_1", "evt_0");
        assertThat(told).extracting(Told::object).containsExactly("pi_1", "cs_test_1");
        assertThat(provider.interpret(told.getFirst().body()))
                .isEqualTo(new Notice.Captured(PAYMENT, "pi_1", tnd(19_900)));
        assertThat(stripe.asked().getFirst().query())
                .contains("created[gte]=" + NOON.getEpochSecond())
                .contains("types[0]=checkout.session.completed");
    }

    @Test
    void the_key_comes_from_a_file_too_and_is_never_shown(@TempDir Path directory)
            throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "sk_live_1\n");
        var settings = new StripeSettings(null, file, null, "", "", null);
        assertThat(settings.key()).isEqualTo("sk_live_1");
        assertThat(settings.isLive()).isTrue();
        assertThat(settings.toString()).doesNotContain("sk_live_1");
    }
}
