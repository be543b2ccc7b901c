package souk.account.rest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

/** Somebody else who makes tokens, with the two pages that OpenID Connect needs. */
final class OpenIdIssuer implements AutoCloseable {

    private final HttpServer server;
    private final RSAKey key;

    OpenIdIssuer() throws IOException, JOSEException {
        key =
                new RSAKeyGenerator(2048)
                        .keyIDFromThumbprint(true)
                        .algorithm(JWSAlgorithm.RS256)
                        .generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/.well-known/openid-configuration",
                exchange ->
                        answer(
                                exchange,
                                """
                                {"issuer": "%1$s", "jwks_uri": "%1$s/keys",
                                 "subject_types_supported": ["public"]}
                                """
                                        .formatted(uri())));
        server.createContext(
                "/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.start();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String uri() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    String token(Instant now, String subject, UnaryOperator<JWTClaimsSet.Builder> more)
            throws JOSEException {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(uri())
                        .audience("our shop")
                        .subject(subject)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)));
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        more.apply(claims).build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
