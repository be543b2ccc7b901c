package souk.platform.rest.live;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

import souk.kernel.Rejected;
import souk.kernel.Rejection.Kind;
import souk.platform.rest.call.Actor;

import java.util.function.Function;

/** Something to listen to. Provided by the capability that knows who may. */
public interface Topic {

    String name();

    /** Whether it is followed by the id of one thing, as in {@code order:ord_…}. */
    default boolean isOfOne() {
        return false;
    }

    /**
     * What the caller listens to; refused as it is where it can be read. What somebody may lose has
     * to be asked as of the head: until then nobody would tell us that he has.
     *
     * @param id of the one thing; empty for topics that are not of one
     * @param head up to here we have seen everything
     */
    String open(String id, HttpServletRequest request, long head);

    /** At once where it is found; what has just been made may not be seen everywhere yet. */
    static <T> T find(long head, Function<@Nullable Long, T> question) {
        try {
            return question.apply(null);
        } catch (Rejected refused) {
            if (refused.rejection().kind() != Kind.NOT_FOUND) {
                throw refused;
            }
            return question.apply(head);
        }
    }

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
