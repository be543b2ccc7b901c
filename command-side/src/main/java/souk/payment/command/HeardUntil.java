package souk.payment.command;

import java.time.Instant;
import java.util.Optional;

/** Until when a provider has been listened to, as it survives us. */
interface HeardUntil {

    Optional<Instant> of(String provider);

    void note(String provider, Instant until);
}
