package souk.account.rest;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

import souk.account.Access;
import souk.account.AccountId;
import souk.account.Role;
import souk.kernel.Rejected;
import souk.kernel.Rejection.Kind;
import souk.platform.rest.problem.Problems;
import souk.platform.rest.security.BearerTokens;
import souk.platform.rest.security.UndecidedException;

/** Lets accounts in by their tokens, with the roles they have now. */
@Component
class TokenCheck implements BearerTokens {

    private final AccessTokens tokens;
    private final CurrentAccess access;

    TokenCheck(AccessTokens tokens, CurrentAccess access) {
        this.tokens = tokens;
        this.access = access;
    }

    @Override
    public Authentication authenticate(String token) {
        try {
            return authenticate(tokens.decode(token));
        } catch (JwtException bad) {
            throw new InvalidBearerTokenException("not a good token", bad);
        } catch (Rejected refused) {
            if (refused.rejection().kind() == Kind.NOT_FOUND) {
                throw new InvalidBearerTokenException("nobody's token", refused);
            }
            throw new UndecidedException(Problems.of(refused), refused);
        } catch (AuthenticationException bad) {
            throw bad;
        } catch (RuntimeException failed) {
            throw new UndecidedException(Problems.of(failed), failed);
        }
    }

    private Authentication authenticate(Jwt token) {
        String account = token.getSubject();
        if (account == null || !(token.getClaim(AccessTokens.VERSION) instanceof Number version)) {
            throw new InvalidBearerTokenException("nobody's, or of no version");
        }
        Access current = access.of(new AccountId(account), version.longValue());
        if (version.longValue() < current.validFrom()) {
            throw new InvalidBearerTokenException("made before the roles were changed");
        }
        return authenticated(token, current);
    }

    private static Authentication authenticated(Jwt token, Access access) {
        var authorities =
                AuthorityUtils.createAuthorityList(
                        access.roles().stream().map(Role::name).map("ROLE_"::concat).toList());
        return new JwtAuthenticationToken(token, authorities, access.accountId().value());
    }
}
