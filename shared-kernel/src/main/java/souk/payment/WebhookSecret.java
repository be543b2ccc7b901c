package souk.payment;

/** What a provider's notices are signed with. */
public record WebhookSecret(String value) {

    /** Nobody's business. */
    @Override
    public String toString() {
        return "a secret";
    }
}
