package souk.platform.rest.call;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

import java.util.List;
import java.util.stream.Collectors;

/** Who acts, and as what. Stored with every event, so names of people do not belong in here. */
public record Actor(String name, String role) {

    private static final Actor GUEST = new Actor("guest", "GUEST");
    private static final String ROLE_PREFIX = "ROLE_";

    public static Actor current() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null || caller instanceof AnonymousAuthenticationToken
                ? GUEST
                : new Actor(caller.getName(), rolesOf(caller));
    }

    public boolean isGuest() {
        return equals(GUEST);
    }

    /** Whether this is one of the roles. */
    public boolean is(String wanted) {
        return List.of(role.split(",")).contains(wanted);
    }

    private static String rolesOf(Authentication caller) {
        return caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(ROLE_PREFIX))
                .map(authority -> authority.substring(ROLE_PREFIX.length()))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
