package souk.payment;

import souk.kernel.Money;

import java.time.Instant;

/**
 * A page to pay on at the sandbox's.
 *
 * @param text what is paid, as the merchant has named it
 */
public record SandboxSession(
        String session, String text, Money amount, Status status, Instant expiresAt) {

    public enum Status {
        OPEN,
        PAID,
        EXPIRED
    }
}
