package souk.payment.command;

import souk.kernel.Secret;
import souk.payment.PaymentEvent.SessionOpened;

import java.time.Instant;

/** A page to pay on at a provider's. */
record PayPage(
        String provider,
        String session,
        @Secret(always = true) String url,
        Instant expiresAt,
        boolean over)
        implements Keyed {

    static PayPage of(SessionOpened opened) {
        return new PayPage(
                opened.provider(),
                opened.session(),
                opened.checkoutUrl(),
                opened.expiresAt(),
                false);
    }

    PayPage closed() {
        return new PayPage(provider, session, url, expiresAt, true);
    }

    @Override
    public Object key() {
        return session;
    }
}
