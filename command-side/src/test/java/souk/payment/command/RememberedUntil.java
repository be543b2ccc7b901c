package souk.payment.command;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Of a process that goes on. */
final class RememberedUntil implements HeardUntil {

    private final Map<String, Instant> remembered = new HashMap<>();

    @Override
    public Optional<Instant> of(String provider) {
        return Optional.ofNullable(remembered.get(provider));
    }

    @Override
    public void note(String provider, Instant until) {
        remembered.put(provider, until);
    }
}
