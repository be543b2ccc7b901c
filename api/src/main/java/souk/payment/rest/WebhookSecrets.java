package souk.payment.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.payment.SandboxQuery.FindWebhookSecret;
import souk.payment.WebhookSecret;
import souk.platform.rest.Queries;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What notices may be signed with: as configured, or else as the sandbox says, who is asked once.
 */
@Component
class WebhookSecrets {

    private final ProviderSettings settings;
    private final Queries queries;
    private final AtomicReference<@Nullable List<String>> ofSandbox = new AtomicReference<>();

    WebhookSecrets(ProviderSettings settings, Queries queries) {
        this.settings = settings;
        this.queries = queries;
        if (settings.webhookSecrets().isEmpty() && !settings.isSandbox()) {
            throw new IllegalStateException(
                    """
                    souk.payment.provider is %s, but neither souk.payment.webhook-secrets nor \
                    souk.payment.webhook-secrets-file says what its notices are signed with\
                    """
                            .formatted(settings.provider()));
        }
    }

    List<String> all() {
        if (!settings.webhookSecrets().isEmpty()) {
            return settings.webhookSecrets();
        }
        List<String> known = ofSandbox.get();
        if (known == null) {
            known = List.of(queries.ask(new FindWebhookSecret(), WebhookSecret.class).value());
            ofSandbox.set(known);
        }
        return known;
    }
}
