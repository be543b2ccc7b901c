package souk.platform.rest.limit;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.platform.rest.call.Actor;

/** Who makes requests, for those who count what each takes. */
@Component
public class LimitedCallers {

    private final boolean loopback;

    LimitedCallers(LimitSettings settings) {
        this.loopback = settings.loopback();
    }

    /**
     * An account, or all guests of one network; null for guests on this very machine, who may be
     * everybody behind a proxy.
     */
    public @Nullable String callerOf(HttpServletRequest request) {
        Actor actor = Actor.current();
        if (!actor.isGuest()) {
            return actor.name();
        }
        return loopback || !Addresses.isLoopback(request) ? Addresses.networkOf(request) : null;
    }
}
