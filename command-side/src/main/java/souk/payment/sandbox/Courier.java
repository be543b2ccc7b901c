package souk.payment.sandbox;

import org.jspecify.annotations.Nullable;

import souk.kernel.Rejected;
import souk.payment.SandboxRejection.NoticeNotTaken;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Brings signed notices to the shop, which has to take them. */
@InSandbox
class Courier {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SandboxTables tables;
    private final Addresses addresses;
    private final Chance chance;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final AtomicReference<@Nullable String> secret = new AtomicReference<>();

    Courier(SandboxTables tables, Addresses addresses, Chance chance, Clock clock) {
        this.tables = tables;
        this.addresses = addresses;
        this.chance = chance;
        this.clock = clock;
    }

    String secret() {
        String known = secret.get();
        if (known == null) {
            known = tables.secret(chance.name("whsec_"));
            secret.set(known);
        }
        return known;
    }

    void deliver(String body) {
        var request =
                HttpRequest.newBuilder(addresses.webhook())
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("Stripe-Signature", Signature.of(body, clock.instant(), secret()))
                        .POST(BodyPublishers.ofString(body))
                        .build();
        HttpResponse<Void> answer;
        try {
            answer = http.send(request, BodyHandlers.discarding());
        } catch (IOException unreachable) {
            throw notTaken(String.valueOf(unreachable.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw notTaken("interrupted");
        }
        if (answer.statusCode() / 100 != 2) {
            throw notTaken(String.valueOf(answer.statusCode()));
        }
    }

    private static Rejected notTaken(String answer) {
        return new Rejected(new NoticeNotTaken(answer));
    }
}
