package souk.payment.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose notices we take, and how we know them.
 *
 * @param webhookSecrets what they are signed with: several while one replaces another
 */
@ConfigurationProperties("souk.payment")
record ProviderSettings(
        String provider, List<String> webhookSecrets, @Nullable String webhookSecretsFile) {

    private static final String SANDBOX = "sandbox";

    ProviderSettings {
        webhookSecrets =
                Stream.concat(webhookSecrets.stream(), linesOf(webhookSecretsFile).stream())
                        .map(String::strip)
                        .filter(secret -> !secret.isEmpty())
                        .toList();
    }

    private static List<String> linesOf(@Nullable String file) {
        try {
            return file == null || file.isBlank()
                    ? List.of()
                    : Files.readAllLines(Path.of(file.strip()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "souk.payment.webhook-secrets-file names what can't be read", unreadable);
        }
    }

    boolean isSandbox() {
        return provider.equals(SANDBOX);
    }

    @Override
    public String toString() {
        return "payments by " + provider; // not for logs
    }
}
