package souk.payment.sandbox;

import souk.payment.SandboxSession;
import souk.payment.SandboxSession.Status;
import souk.payment.stripe.StripeAmount;

import java.time.Instant;

/** A page to pay on, and the movement of money that it may lead to. */
record Session(
        String id,
        String key,
        String payment,
        String reference,
        StripeAmount amount,
        Status status,
        String intent,
        String charge,
        long refunded,
        Instant createdAt,
        Instant expiresAt) {

    Session as(Status next) {
        return new Session(
                id, key, payment, reference, amount, next, intent, charge, refunded, createdAt,
                expiresAt);
    }

    Session givenBack(long more) {
        return new Session(
                id,
                key,
                payment,
                reference,
                amount,
                status,
                intent,
                charge,
                refunded + more,
                createdAt,
                expiresAt);
    }

    boolean isOpenAt(Instant now) {
        return status == Status.OPEN && now.isBefore(expiresAt);
    }

    SandboxSession view(Instant now) {
        Status shown = status == Status.OPEN && !isOpenAt(now) ? Status.EXPIRED : status;
        return new SandboxSession(id, reference, amount.money(), shown, expiresAt);
    }
}
