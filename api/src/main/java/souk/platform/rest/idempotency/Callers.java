package souk.platform.rest.idempotency;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.kernel.Sha256;
import souk.platform.rest.GuestIdentity;
import souk.platform.rest.call.Actor;
import souk.platform.rest.call.Routes;
import souk.platform.rest.json.StrictJson;

import tools.jackson.core.JacksonException;

import java.util.Optional;

/**
 * Whose keys are whose: an account's, else a guest's, else those of a network address. Many may
 * share an address, and are told apart by what else they say of themselves.
 *
 * <p>Whoever exchanges a refresh token is told by that alone: his address may be another one when
 * he asks again for an answer that was lost, and without it his session would end.
 */
@Component
class Callers {

    private static final Routes EXCHANGE = Routes.of("/api/auth/refresh");

    private final ObjectProvider<GuestIdentity> guests;
    private final StrictJson json;

    Callers(ObjectProvider<GuestIdentity> guests, StrictJson json) {
        this.guests = guests;
        this.json = json;
    }

    String of(BufferedRequest request) {
        if (EXCHANGE.include(request)) {
            return "token:" + Sha256.hex(tokenIn(request.body()));
        }
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

    private String tokenIn(byte[] body) {
        try {
            return json.mapper().readTree(body).path("refreshToken").asString("");
        } catch (JacksonException unreadable) {
            return ""; // it is refused, whoever sent it
        }
    }
}
