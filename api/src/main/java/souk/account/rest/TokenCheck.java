package souk.account.rest;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jwt.JWTParser;

import org.jspecify.annotations.Nullable;
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
import souk.kernel.InvalidValue;
import souk.kernel.Rejected;
import souk.kernel.Rejection.Kind;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.Problems;
import souk.platform.rest.security.BearerTokens;
import souk.platform.rest.security.UndecidedException;

import java.text.ParseException;
import java.util.function.Supplier;

/** Lets accounts in by their tokens, with the roles they have now. */
@Component
class TokenCheck implements BearerTokens {

    private final AccessTokens tokens;
    private final ExternalAccounts externals;
    private final CurrentAccess access;

    TokenCheck(AccessTokens tokens, ExternalAccounts externals, CurrentAccess access) {
        this.tokens = tokens;
        this.externals = externals;
        this.access = access;
    }

    @Override
    public Authentication authenticate(String token) {
        try {
            return externals.isIssuer(issuerOf(token))
                    ? external(externals.decode(token))
                    : own(tokens.decode(token));
        } catch (JwtException | InvalidValue bad) {
            if (bad.getCause() instanceof KeySourceException away) {
                throw new UndecidedException(Problem.of(ProblemCode.SERVICE_UNAVAILABLE), away);
            }
            throw new InvalidBearerTokenException("not a good token", bad);
        } catch (AuthenticationException bad) {
            throw bad;
        } catch (RuntimeException failed) {
            throw new UndecidedException(Problems.of(failed), failed);
        }
    }

    // only to choose who checks it
    private static @Nullable String issuerOf(String token) {
        try {
            return JWTParser.parse(token).getJWTClaimsSet().getIssuer();
        } catch (ParseException none) {
            return null;
        }
    }

    private Authentication own(Jwt token) {
        String account = token.getSubject();
        if (account == null || !(token.getClaim(AccessTokens.VERSION) instanceof Number version)) {
            throw new InvalidBearerTokenException("nobody's, or of no version");
        }
        Access current = mustExist(() -> access.of(new AccountId(account), version.longValue()));
        if (version.longValue() < current.validFrom()) {
            throw new InvalidBearerTokenException("made before the roles were changed");
        }
        return authenticated(token, current);
    }

    private static Access mustExist(Supplier<Access> found) {
        try {
            return found.get();
        } catch (Rejected refused) {
            if (refused.rejection().kind() == Kind.NOT_FOUND) {
                throw new InvalidBearerTokenException("nobody's token", refused);
            }
            throw refused;
        }
    }

    private Authentication external(Jwt token) {
        if (token.getSubject() == null) {
            throw new InvalidBearerTokenException("nobody's");
        }
        AccountId account = externals.accountOf(token);
        try {
            return authenticated(token, access.of(account));
        } catch (Rejected refused) {
            if (refused.rejection().kind() != Kind.NOT_FOUND) {
                throw refused;
            }
        }
        externals.admit(account, token);
        // whoever is forgotten does not come back under the same name
        return authenticated(token, mustExist(() -> access.of(account)));
    }

    private static Authentication authenticated(Jwt token, Access access) {
        var authorities =
                AuthorityUtils.createAuthorityList(
                        access.roles().stream().map(Role::name).map("ROLE_"::concat).toList());
        return new JwtAuthenticationToken(token, authorities, access.accountId().value());
    }
}
