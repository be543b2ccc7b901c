package souk.bench.http;

import souk.bench.harness.Client;
import souk.bench.store.BenchDatabase;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells the shop what it has nothing to do with, as a provider does who tells everything. */
final class Notices {

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec secret;
    private final HttpConnection connection;

    private Notices(String secret, int port) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
        this.connection = new HttpConnection(port);
    }

    static Client client(BenchDatabase database, int port) throws SQLException {
        Notices notices = new Notices(secret(database), port);
        return notices::tell;
    }

    private static String secret(BenchDatabase database) throws SQLException {
        try (Connection connection = BenchDatabase.connect(database.address());
                var statement = connection.createStatement();
                var row = statement.executeQuery("select value from sandbox.secret")) {
            row.next();
            return row.getString(1);
        }
    }

    private void tell() throws Exception {
        long now = Instant.now().getEpochSecond();
        String name = UUID.randomUUID().toString();
        String notice =
                """
                {"id":"evt_%1$s","object":"event","type":"customer.updated","created":%2$d,
                 "livemode":false,"data":{"object":{"id":"cus_%1$s","object":"customer"}}}\
                """
                        .formatted(name, now);
        String signature =
                "Stripe-Signature: t=%d,v1=%s\r\n".formatted(now, hash(now + "." + notice));
        int status =
                connection
                        .exchange(HttpConnection.post("/api/payments/webhook", signature, notice))
                        .status();
        if (status != 200) {
            throw new IllegalStateException("The notice was answered with " + status);
        }
    }

    private String hash(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(secret);
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
