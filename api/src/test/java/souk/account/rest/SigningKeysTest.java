package souk.account.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;

import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.MovableClock;
import souk.platform.rest.Reply;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

@HttpTest
class SigningKeysTest {

    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER =
            Base64.getEncoder().encodeToString("another secret of 32 bytes, long".getBytes());

    @Autowired Client client;
    @Autowired JdbcClient db;
    @Autowired PlatformTransactionManager transactions;
    @Autowired SigningKeys served;

    private final MovableClock clock = new MovableClock();

    @BeforeEach
    @AfterEach
    void forget() {
        db.sql("delete from auth.signing_key").update();
    }

    private SigningKeys start(String masterKey) {
        var settings =
                new AuthSettings(
                        "urn:souk", Duration.ofMinutes(15), Duration.ofDays(90), masterKey, "", "");
        return new SigningKeys(new SigningKeyTable(db, transactions, settings), settings, clock);
    }

    private static Set<String> namesOf(SigningKeys keys) {
        Set<String> names = new HashSet<>();
        keys.published().getKeys().stream().map(JWK::getKeyID).forEach(names::add);
        return names;
    }

    @Test
    void say_nothing_about_a_token_while_the_database_is_away() {
        var settings =
                new AuthSettings(
                        "urn:souk", Duration.ofMinutes(15), Duration.ofDays(90), "", "", "");
        var away = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/nowhere");
        var table = new SigningKeyTable(JdbcClient.create(away), transactions, settings);
        var keys = new SigningKeys(table, settings, clock);

        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(
                        () -> keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null));
    }

    @Test
    void survive_a_restart() {
        String before = start("").current().toJSONString();
        assertThat(start("").current().toJSONString()).isEqualTo(before);
    }

    @Test
    void are_made_once_for_all_nodes() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> nodes =
                    IntStream.range(0, 8)
                            .mapToObj(
                                    _ ->
                                            CompletableFuture.supplyAsync(
                                                    () -> start("").current().getKeyID(), threads))
                            .toList();
            assertThat(nodes.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        }
        assertThat(db.sql("select count(*) from auth.signing_key").query(Long.class).single())
                .isEqualTo(1);
    }

    @Test
    void are_changed_when_old_and_kept_until_their_tokens_have_expired() {
        SigningKeys keys = start("");
        String first = keys.current().getKeyID();
        clock.moveOn(Duration.ofDays(89));
        assertThat(keys.current().getKeyID()).isEqualTo(first);

        clock.moveOn(Duration.ofDays(1));
        String second = keys.current().getKeyID();
        assertThat(second).isNotEqualTo(first);
        assertThat(namesOf(keys)).containsExactlyInAnyOrder(first, second);
        assertThat(namesOf(start(""))).containsExactlyInAnyOrder(first, second);

        clock.moveOn(Duration.ofDays(90));
        String third = keys.current().getKeyID();
        assertThat(namesOf(keys)).containsExactlyInAnyOrder(second, third);
    }

    @Test
    void of_other_nodes_are_found_when_a_token_names_them() throws Exception {
        SigningKeys here = start("");
        here.current();
        clock.moveOn(Duration.ofDays(91));
        JWK made = start("").current();
        clock.moveOn(Duration.ofSeconds(2));

        var named = new JWKSelector(new JWKMatcher.Builder().keyID(made.getKeyID()).build());
        assertThat(here.get(named, null)).hasSize(1);
    }

    @Test
    void are_sealed_by_a_master_key() {
        String made = start(SECRET).current().toJSONString();
        byte[] stored = db.sql("select jwk from auth.signing_key").query(byte[].class).single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("\"d\"");
        assertThat(start(SECRET).current().toJSONString()).isEqualTo(made);
        for (String wrong : List.of("", OTHER)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> start(wrong).current())
                    .withMessageContaining("master-key");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start("c2hvcnQ="))
                .withMessageContaining("32 bytes");
    }

    @Test
    void are_published_without_their_secret() {
        Reply reply = client.get("/.well-known/jwks.json");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).contains("public");
        JsonNode key = reply.json().at("/keys/0");
        assertThat(key.get("kid").stringValue()).isEqualTo(served.current().getKeyID());
        assertThat(key.get("alg").stringValue()).isEqualTo("ES256");
        assertThat(key.get("use").stringValue()).isEqualTo("sig");
        assertThat(key.has("d")).isFalse();
    }
}
