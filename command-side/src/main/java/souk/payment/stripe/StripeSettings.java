package souk.payment.stripe;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How Stripe is reached. The key comes from the environment or from a file, and from nowhere else.
 *
 * @param successUrl where buyers go who have paid
 * @param cancelUrl where they go who have not
 * @param livemode whether real money moves; by default the key tells
 */
@ConfigurationProperties("souk.payment.stripe")
public record StripeSettings(
        @Nullable String apiKey,
        @Nullable Path apiKeyFile,
        @Nullable URI apiBase,
        @DefaultValue("http://localhost:8080/") String successUrl,
        @DefaultValue("http://localhost:8080/") String cancelUrl,
        @Nullable Boolean livemode) {

    String key() {
        if (apiKey != null && !apiKey.isBlank()) {
            return apiKey.strip();
        }
        if (apiKeyFile == null) {
            throw new IllegalStateException(
                    "souk.payment.stripe.api-key or souk.payment.stripe.api-key-file is needed");
        }
        try {
            return Files.readString(apiKeyFile).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean isLive() {
        return livemode == null ? key().contains("_live_") : livemode;
    }

    /** The key is nobody's business. */
    @Override
    public String toString() {
        return "Stripe at " + (apiBase == null ? "its own address" : apiBase);
    }
}
