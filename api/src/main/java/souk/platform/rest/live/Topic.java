package souk.platform.rest.live;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

import souk.platform.rest.call.Actor;

/** Something to listen to. Provided by the capability that knows who may. */
public interface Topic {

    String name();

    /** Whether it is followed by the id of one thing, as in {@code order:ord_…}. */
    default boolean isOfOne() {
        return false;
    }

    /**
     * What the caller listens to; refused as it is where it can be read.
     *
     * @param id of the one thing; empty for topics that are not of one
     * @param position up to which whoever is asked should have seen everything
     */
    String open(String id, HttpServletRequest request, @Nullable Long position);

    /** 401 for nobody we know, 403 without the role. */
    static void mustBe(String role) {
        Actor caller = Actor.current();
        if (caller.isGuest()) {
            throw new AuthenticationCredentialsNotFoundException("nobody we know");
        }
        if (!caller.is(role)) {
            throw new AccessDeniedException("not without the role " + role);
        }
    }
}
