package souk.platform.rest;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Optional;

/** Tells guests apart by what only they have. Provided by the capability that gave it to them. */
public interface GuestIdentity {

    /** A hash of the guest's secret, where the request brings one. */
    Optional<String> of(HttpServletRequest request);
}
