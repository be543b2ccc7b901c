package souk.order.query;

import souk.kernel.Sha256;

/** What stands for a tracking token where it is looked for: an index tells nobody a token. */
final class TrackingKey {

    private TrackingKey() {}

    static String of(String token) {
        return Sha256.hex(token);
    }
}
