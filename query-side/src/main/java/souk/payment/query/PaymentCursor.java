package souk.payment.query;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The payment at which a page ended. */
record PaymentCursor(Instant at, String id) {

    private static final String SEPARATOR = " ";

    static @Nullable PaymentCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split(SEPARATOR, -1);
        return new PaymentCursor(Instant.parse(parts[0]), parts[1]);
    }

    static String behind(PaymentRow row) {
        return row.requestedAt + SEPARATOR + row.paymentId;
    }
}
