package souk.platform.rest.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

import souk.platform.rest.limit.Seats;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.security.BearerTokens;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Who listens, until he may not any more. Stopped before HTTP is, which would wait for them. */
@Component
class Presences implements SmartLifecycle {

    /** As OpenID calls the session that a token was made in. */
    private static final String SESSION = "sid";

    private final BearerTokens tokens;
    private final Seats seats;
    private final Set<Presence> present = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Presence>> byName = new ConcurrentHashMap<>();
    private final AtomicBoolean open = new AtomicBoolean();

    Presences(BearerTokens tokens, LiveSettings settings, MeterRegistry meters) {
        this.tokens = tokens;
        this.seats =
                new Seats(
                        settings.streams(),
                        settings.streamsEach(),
                        ProblemCode.SERVICE_UNAVAILABLE);
        Gauge.builder("souk.live.streams", present, Set::size)
                .description("Clients that listen to what happens")
                .register(meters);
        Gauge.builder("souk.live.places", settings, LiveSettings::streams)
                .description("Clients that may listen at once")
                .register(meters);
    }

    /**
     * In the name of whoever makes the request.
     *
     * @param caller who counts for how many he is; null where that is not known
     */
    Presence enter(@Nullable String caller) {
        seats.take(caller);
        Jwt token = token();
        Presence presence = present(caller, token);
        if (!open.get()) {
            presence.end();
        }
        // what has happened to him between the filters and here, nobody would tell us
        if (token != null) {
            try {
                Authentication again = tokens.authenticate(token.getTokenValue());
                SecurityContextHolder.getContext().setAuthentication(again);
            } catch (RuntimeException turnedAway) {
                presence.close();
                throw turnedAway;
            }
        }
        return presence;
    }

    private static @Nullable Jwt token() {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof JwtAuthenticationToken caller
                ? caller.getToken()
                : null;
    }

    private Presence present(@Nullable String caller, @Nullable Jwt token) {
        List<String> names = token == null ? List.of() : names(token);
        var self = new Presence[1];
        Presence presence =
                new Presence(
                        caller,
                        token == null ? null : token.getExpiresAt(),
                        () -> leave(self[0], names));
        self[0] = presence;
        present.add(presence);
        names.forEach(
                name ->
                        byName.compute(
                                name,
                                (_, known) -> {
                                    Set<Presence> all =
                                            known == null ? ConcurrentHashMap.newKeySet() : known;
                                    all.add(presence);
                                    return all;
                                }));
        return presence;
    }

    private static List<String> names(Jwt token) {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return Stream.of(caller == null ? null : caller.getName(), token.getClaimAsString(SESSION))
                .filter(Objects::nonNull)
                .toList();
    }

    private void leave(Presence presence, List<String> names) {
        if (!present.remove(presence)) {
            return;
        }
        seats.free(presence.caller());
        names.forEach(
                name ->
                        byName.computeIfPresent(
                                name,
                                (_, known) -> {
                                    known.remove(presence);
                                    return known.isEmpty() ? null : known;
                                }));
    }

    /** An account or a session. */
    void turnAway(String name) {
        byName.getOrDefault(name, Set.of()).forEach(Presence::end);
    }

    /** What was told does not hold any more, whoever it was told to. */
    void turnAllAway() {
        present.forEach(Presence::end);
    }

    @Override
    public void start() {
        open.set(true);
    }

    @Override
    public void stop() {
        open.set(false);
        turnAllAway();
    }

    @Override
    public boolean isRunning() {
        return open.get();
    }
}
