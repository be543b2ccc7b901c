package souk.payment.rest;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code Stripe-Signature: t=1700000000,v1=…,v1=…}: when a notice was signed, and, once for each
 * secret in use, with what result. Other versions of the scheme are passed over.
 */
record Signature(String time, List<byte[]> candidates) {

    static final String HEADER = "Stripe-Signature";

    private static final String HMAC = "HmacSHA256";

    /** A notice that is older, or that far ahead, may be one that somebody has kept. */
    private static final Duration TOLERANCE = Duration.ofSeconds(300);

    private static final int MOST_CANDIDATES = 16;

    static Signature read(@Nullable String header) {
        if (header == null) {
            return new Signature("", List.of());
        }
        String time = "";
        List<byte[]> candidates = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals("t") && time.isEmpty()) {
                time = pair[1];
            } else if (pair.length == 2
                    && pair[0].equals("v1")
                    && pair[1].matches("[0-9a-f]{64}")
                    && candidates.size() < MOST_CANDIDATES) {
                candidates.add(HexFormat.of().parseHex(pair[1]));
            }
        }
        return new Signature(time, candidates);
    }

    /** Whether the body is worth being looked at: this alone costs next to nothing. */
    boolean mayBeGood(Instant now) {
        return !candidates.isEmpty() && isTimely(now);
    }

    boolean isGood(byte[] body, List<String> secrets) {
        boolean good = false;
        for (String secret : secrets) {
            byte[] expected = sign(body, secret);
            for (byte[] candidate : candidates) {
                good |= MessageDigest.isEqual(expected, candidate);
            }
        }
        return good;
    }

    private boolean isTimely(Instant now) {
        if (!time.matches("[0-9]{1,12}")) {
            return false;
        }
        try {
            Instant signed = Instant.ofEpochSecond(Long.parseLong(time));
            return Duration.between(signed, now).abs().compareTo(TOLERANCE) <= 0;
        } catch (DateTimeException outOfRange) {
            return false;
        }
    }

    private byte[] sign(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
