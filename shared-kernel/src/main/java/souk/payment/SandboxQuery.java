package souk.payment;

/** What can be asked of the sandbox. */
public sealed interface SandboxQuery {

    /** Answered with a {@link SandboxSession}. */
    record FindSandboxSession(String session) implements SandboxQuery {}

    /** Answered with the {@link WebhookSecret} that the sandbox's notices are signed with. */
    record FindWebhookSecret() implements SandboxQuery {}
}
