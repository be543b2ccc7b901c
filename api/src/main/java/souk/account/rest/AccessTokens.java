package souk.account.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

import souk.account.Access;
import souk.account.Role;
import souk.account.SessionId;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Makes access tokens, and tells which are ours and still good. */
@Component
class AccessTokens {

    static final String VERSION = "ver";
    static final String SESSION = "sid";

    private static final long REMEMBERED = 20_000;
    private static final String ROLES = "roles";
    private static final String AUDIENCE = "souk";
    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt"); // RFC 9068
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final SigningKeys keys;
    private final AuthSettings settings;
    private final Clock clock;
    private final OAuth2TokenValidator<Jwt> claims;
    private final NimbusJwtDecoder decoder;

    /** Signatures cost more than all the rest of a request: each is checked once. */
    private final Cache<String, Jwt> verified =
            Caffeine.newBuilder()
                    .maximumSize(REMEMBERED)
                    .expireAfterWrite(Duration.ofMinutes(15))
                    .build();

    AccessTokens(SigningKeys keys, AuthSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.claims = claims();
        this.decoder = decoder();
    }

    /** The version of the account says before which change of roles the token was made. */
    String issue(Access access, SessionId session) {
        Instant now = clock.instant();
        ECKey key = keys.current();
        var header = new JWSHeader.Builder(ALGORITHM).type(TYPE).keyID(key.getKeyID()).build();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(settings.issuer())
                        .audience(AUDIENCE)
                        .subject(access.accountId().value())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(settings.accessTokensLast())))
                        .claim(SESSION, session.value())
                        .claim(VERSION, access.version())
                        .claim(ROLES, access.roles().stream().map(Role::name).toList())
                        .build();
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Throws a {@code JwtException} for whatever is not one of ours. */
    Jwt decode(String token) {
        Jwt known = verified.getIfPresent(token);
        if (known == null) {
            Jwt decoded = decoder.decode(token);
            verified.put(token, decoded);
            return decoded;
        }
        var errors = claims.validate(known).getErrors();
        if (!errors.isEmpty()) {
            throw new JwtValidationException("not good any more", errors);
        }
        return known;
    }

    private NimbusJwtDecoder decoder() {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHM, keys));
        processor.setJWTClaimsSetVerifier((_, _) -> {}); // the validators do that
        var nimbus = new NimbusJwtDecoder(processor);
        nimbus.setJwtValidator(claims);
        return nimbus;
    }

    private OAuth2TokenValidator<Jwt> claims() {
        var timestamps = new JwtTimestampValidator(SKEW);
        timestamps.setClock(clock);
        timestamps.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(
                timestamps,
                new JwtIssuerValidator(settings.issuer()),
                new JwtAudienceValidator(AUDIENCE));
    }
}
