package souk.account.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.MovableClock;
import souk.platform.rest.Reply;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Tokens that nobody of us has made, or not like that. */
@HttpTest
class ForgingTest {

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    @Autowired Client client;
    @Autowired SigningKeys keys;
    @Autowired MovableClock clock;

    private ECKey key;
    private JWTClaimsSet good;

    @BeforeEach
    void take_a_good_one() throws Exception {
        key = keys.current();
        String token = client.admin()[1].substring("Bearer ".length());
        good = SignedJWT.parse(token).getJWTClaimsSet();
    }

    private Reply use(String token) {
        return client.get("/api/me", Client.bearer(token));
    }

    private void isRefused(String token) {
        Reply refused = use(token).isProblem(401, "unauthenticated");
        assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    private JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).type(TYPE).keyID(key.getKeyID());
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
            throws Exception {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private String with(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        JWTClaimsSet claims = change.apply(new JWTClaimsSet.Builder(good)).build();
        return signed(header(JWSAlgorithm.ES256).build(), claims, new ECDSASigner(key));
    }

    private Date at(long secondsFromNow) {
        Instant now = clock.instant();
        return Date.from(now.plusSeconds(secondsFromNow));
    }

    @Test
    void a_good_one_is_taken() throws Exception {
        assertThat(use(with(claims -> claims)).status()).isEqualTo(200);
    }

    @Test
    void without_a_signature() {
        isRefused(new PlainJWT(good).serialize());
        String[] parts = new PlainJWT(good).serialize().split("\\.", -1);
        String header = "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + key.getKeyID() + "\"}";
        isRefused(encoded(header) + "." + parts[1] + ".");
        isRefused(encoded(header.replace("none", "ES256")) + "." + parts[1] + ".");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void with_the_public_key_as_a_secret() throws Exception {
        for (byte[] known :
                List.of(
                        key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
                        key.toECPublicKey().getEncoded())) {
            isRefused(signed(header(JWSAlgorithm.HS256).build(), good, new MACSigner(known)));
        }
    }

    @Test
    void with_a_key_of_ones_own() throws Exception {
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
        RSAKey rsa = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        isRefused(signed(header(JWSAlgorithm.ES256).build(), good, new ECDSASigner(own)));
        isRefused(
                signed(
                        header(JWSAlgorithm.ES256).jwk(own.toPublicJWK()).build(),
                        good,
                        new ECDSASigner(own)));
        isRefused(
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID("other").build(),
                        good,
                        new ECDSASigner(own)));
        isRefused(signed(header(JWSAlgorithm.RS256).build(), good, new RSASSASigner(rsa)));
    }

    @Test
    void with_a_key_that_is_named_oddly() throws Exception {
        ECKey own = new ECKeyGenerator(Curve.P_256).generate();
        for (String kid :
                List.of(
                        "../../../../../../dev/null",
                        "/dev/null",
                        "file:///etc/passwd",
                        "http://localhost:1/keys",
                        "' or '1'='1",
                        key.getKeyID() + "' --",
                        "",
                        "\0",
                        "x".repeat(3_000))) {
            isRefused(signedByOneself(own, header -> header.keyID(kid)));
        }
        isRefused(signedByOneself(own, header -> header.keyID(null)));
    }

    @Test
    void with_a_key_that_is_to_be_fetched() throws Exception {
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID("own").generate();
        URI there = URI.create("http://localhost:" + client.port() + "/api/ping");
        isRefused(signedByOneself(own, header -> header.jwkURL(there).keyID("own")));
        isRefused(signedByOneself(own, header -> header.x509CertURL(there).keyID("own")));
        isRefused(signedByOneself(own, header -> header.jwkURL(there).keyID(key.getKeyID())));
    }

    private String signedByOneself(ECKey own, UnaryOperator<JWSHeader.Builder> how)
            throws Exception {
        JWSHeader header = how.apply(header(JWSAlgorithm.ES256)).build();
        return signed(header, good, new ECDSASigner(own));
    }

    @Test
    void that_must_be_understood_in_a_way_that_nobody_does() throws Exception {
        JWSHeader header =
                header(JWSAlgorithm.ES256)
                        .criticalParams(Set.of("exp-in-minutes"))
                        .customParam("exp-in-minutes", true)
                        .build();
        isRefused(signed(header, good, new ECDSASigner(key)));
    }

    @Test
    void of_another_kind() throws Exception {
        isRefused(
                signed(
                        header(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).build(),
                        good,
                        new ECDSASigner(key)));
        isRefused(
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                        good,
                        new ECDSASigner(key)));
    }

    @Test
    void too_late_or_too_early() throws Exception {
        isRefused(with(claims -> claims.expirationTime(at(-5))));
        isRefused(with(claims -> claims.expirationTime(null)));
        isRefused(with(claims -> claims.notBeforeTime(at(60))));
    }

    @Test
    void that_were_good_once() throws Exception {
        String token = with(claims -> claims.expirationTime(at(600)));
        assertThat(use(token).status()).isEqualTo(200);
        clock.moveOn(Duration.ofSeconds(605));
        isRefused(token);
    }

    @Test
    void by_or_for_others() throws Exception {
        isRefused(with(claims -> claims.issuer("urn:other")));
        isRefused(with(claims -> claims.issuer(null)));
        isRefused(with(claims -> claims.audience("other")));
        isRefused(with(claims -> claims.audience((String) null)));
    }

    @Test
    void of_nobody() throws Exception {
        isRefused(with(claims -> claims.subject("acc_01hzy00000000000000000000a")));
        isRefused(with(claims -> claims.subject("nonsense")));
        isRefused(with(claims -> claims.subject(null)));
        isRefused(with(claims -> claims.claim(AccessTokens.VERSION, null)));
        isRefused(with(claims -> claims.claim(AccessTokens.VERSION, -1)));
    }

    @Test
    void tampered_with() throws Exception {
        String[] parts = with(claims -> claims).split("\\.");
        String other = with(claims -> claims.claim("roles", List.of("AUDITOR"))).split("\\.")[1];
        isRefused(parts[0] + "." + other + "." + parts[2]);
        isRefused(parts[0] + "." + parts[1] + "." + encoded("\0".repeat(64)));
        isRefused(parts[0] + "." + parts[1] + ".AAAA");
    }

    @Test
    void in_another_place() throws Exception {
        String token = with(claims -> claims);
        client.get("/api/projections?access_token=" + token).isProblem(401, "unauthenticated");
    }

    @Test
    void old_ones_do_not_keep_from_getting_new_ones() throws Exception {
        String old = with(claims -> claims.expirationTime(at(-60)));
        Reply reply =
                client.post(
                        "/api/auth/login",
                        "{\"email\": \"boss@example.org\", \"password\": \"correct horse\"}",
                        Client.bearer(old));
        assertThat(reply.status()).isEqualTo(200);
    }
}
