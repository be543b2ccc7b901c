package souk.platform.rest.idempotency;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.platform.rest.GuestIdentity;
import souk.platform.rest.call.Actor;

import java.util.Optional;

/**
 * Whose keys are whose: an account's, else a guest's, else those of a network address. Many may
 * share an address, and are told apart by what else they say of themselves.
 */
@Component
class Callers {

    private final ObjectProvider<GuestIdentity> guests;

    Callers(ObjectProvider<GuestIdentity> guests) {
        this.guests = guests;
    }

    String of(HttpServletRequest request) {
        Actor actor = Actor.current();
        if (!actor.isGuest()) {
            return "account:" + actor.name();
        }
        return guests.stream()
                .map(guest -> guest.of(request))
                .flatMap(Optional::stream)
                .findFirst()
                .map(hash -> "guest:" + hash)
                .orElseGet(
                        () ->
                                "address:"
                                        + request.getRemoteAddr()
                                        + " "
                                        + request.getHeader("User-Agent"));
    }
}
