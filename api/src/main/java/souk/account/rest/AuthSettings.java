package souk.account.rest;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;

/**
 * How tokens are made, and whose are taken.
 *
 * @param accessTokensLast how long an access token is good
 * @param keysLast after which time a new key signs
 * @param masterKey 32 bytes in base 64 that seal the signing keys; empty where the database is
 *     protected well enough
 * @param issuerUri another issuer whose tokens are taken too; empty for none
 * @param audience what tokens of that issuer must be made for
 */
@ConfigurationProperties("souk.auth")
record AuthSettings(
        String issuer,
        Duration accessTokensLast,
        Duration keysLast,
        String masterKey,
        String issuerUri,
        String audience) {

    @Override
    public String toString() {
        return "AuthSettings[" + issuer + "]"; // there is a key in it
    }
}
