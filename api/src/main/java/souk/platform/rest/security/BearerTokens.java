package souk.platform.rest.security;

import org.springframework.security.core.Authentication;

/** Whose an access token is. Provided by the capability that knows accounts. */
public interface BearerTokens {

    /** Throws an {@code AuthenticationException} for what is not (or no longer) good. */
    Authentication authenticate(String token);
}
