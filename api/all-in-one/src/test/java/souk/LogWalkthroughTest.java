package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static souk.Saleroom.ok;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.account.Role;
import souk.kernel.proof.Checkpoint;
import souk.kernel.proof.KeyChange;
import souk.kernel.proof.Merkle;
import souk.kernel.proof.StoredRecord;
import souk.kernel.proof.TreeHead;
import souk.platform.postgres.TestPostgres;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** An auditor takes home what was stored and signed, and needs nobody to believe it. */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD, "souk.audit.interval=100ms"})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class LogWalkthroughTest {

    private static final String LOG = "/api/audit/log";

    @LocalServerPort int port;
    @Autowired Environment settings;

    private URI shop;
    private Shopper http;
    private Members members;
    private Member auditor;

    @BeforeEach
    void arrive() {
        shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        auditor = members.join(Role.AUDITOR);
    }

    private JsonNode see(String path) {
        return ok(http.get(LOG + path, auditor.token()), 200).json();
    }

    private void refuses(String path, int status, String code) {
        Reply reply = ok(http.get(LOG + path, auditor.token()), status);
        assertThat(reply.json().get("code").stringValue()).isEqualTo(code);
    }

    /** The first that was signed of what this has led to. */
    private Checkpoint signedAfter(Reply reply) {
        long position = Long.parseLong(reply.header("Souk-Position"));
        Reply signed =
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () ->
                                        http.get(
                                                LOG + "/checkpoint?size=" + (position + 1),
                                                auditor.token()),
                                it -> it.status() == 200);
        return checkpoint(signed.json());
    }

    private static Checkpoint checkpoint(JsonNode json) {
        return new Checkpoint(
                json.get("origin").stringValue(),
                json.get("size").longValue(),
                json.get("rootHash").binaryValue(),
                Instant.parse(json.get("time").stringValue()),
                json.get("keyId").stringValue(),
                json.get("signature").binaryValue());
    }

    private static PublicKey key(JsonNode json) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(json.get("key").binaryValue()));
        } catch (GeneralSecurityException unfit) {
            throw new AssertionError(unfit);
        }
    }

    private static List<byte[]> path(JsonNode proof) {
        return proof.get("path").valueStream().map(JsonNode::binaryValue).toList();
    }

    private List<JsonNode> export(String range) {
        Reply exported = ok(http.get(LOG + "/events" + range, auditor.token()), 200);
        assertThat(exported.header("Content-Type")).startsWith("application/x-ndjson");
        return exported.response()
                .body()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static StoredRecord record(JsonNode line) {
        return new StoredRecord(
                line.get("position").longValue(),
                line.get("id").stringValue(),
                line.get("stream").stringValue(),
                line.get("sequence").longValue(),
                line.get("streamType").stringValue(),
                line.get("type").stringValue(),
                line.get("revision").stringValue(),
                Instant.parse(line.get("time").stringValue()),
                moment(line.get("recordedAt")),
                line.get("metadata").stringValue().getBytes(StandardCharsets.UTF_8),
                line.get("payload").stringValue().getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Instant moment(@Nullable JsonNode time) {
        return time == null ? null : Instant.parse(time.stringValue());
    }

    private Reply something() {
        return ok(members.register(UUID.randomUUID() + "@example.org"), 201);
    }

    @Test
    void what_is_exported_is_what_was_signed() {
        Checkpoint checkpoint = signedAfter(something());

        TreeHead head = new TreeHead();
        for (JsonNode line : export("?to=" + (checkpoint.size() - 1))) {
            assertThat(line.get("position").longValue()).isEqualTo(head.size());
            byte[] leaf = line.get("leaf").binaryValue();
            if (!line.has("withheld")) {
                assertThat(record(line).leafHash()).isEqualTo(leaf);
            }
            head.append(leaf);
        }

        assertThat(head.size()).isEqualTo(checkpoint.size());
        assertThat(head.root()).isEqualTo(checkpoint.rootHash());
        JsonNode keys = see("/keys").get("items");
        assertThat(keys.valueStream().map(LogWalkthroughTest::key))
                .anyMatch(checkpoint::isSignedBy);
    }

    @Test
    void an_event_is_proven_to_be_there_and_the_log_to_have_only_grown() {
        Checkpoint before = signedAfter(something());
        Checkpoint after = signedAfter(something());
        // the last one that may be read
        JsonNode line =
                export("?from=0&to=" + (before.size() - 1)).stream()
                        .filter(it -> it.has("payload"))
                        .reduce((_, later) -> later)
                        .orElseThrow();
        long position = line.get("position").longValue();

        JsonNode inclusion =
                see("/proofs/inclusion?position=%d&size=%d".formatted(position, after.size()));
        JsonNode consistency =
                see("/proofs/consistency?from=%d&to=%d".formatted(before.size(), after.size()));

        assertThat(inclusion.get("leaf").binaryValue()).isEqualTo(line.get("leaf").binaryValue());
        assertThat(
                        Merkle.isIncluded(
                                position,
                                after.size(),
                                record(line).leafHash(),
                                path(inclusion),
                                after.rootHash()))
                .isTrue();
        assertThat(checkpoint(inclusion.get("checkpoint")).rootHash()).isEqualTo(after.rootHash());
        assertThat(
                        Merkle.isConsistent(
                                before.size(),
                                before.rootHash(),
                                after.size(),
                                after.rootHash(),
                                path(consistency)))
                .isTrue();
    }

    @Test
    void checkpoints_are_listed_page_by_page_and_kept_in_a_file() throws Exception {
        Checkpoint first = signedAfter(something());
        Checkpoint second = signedAfter(something());

        List<Long> sizes = new ArrayList<>();
        String cursor = "";
        while (!sizes.contains(second.size())) {
            JsonNode page = see("/checkpoints?limit=2" + cursor);
            page.get("items").forEach(it -> sizes.add(it.get("size").longValue()));
            JsonNode next = page.get("nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
        }
        assertThat(sizes).contains(first.size()).isSorted().doesNotHaveDuplicates();
        Path file =
                Path.of(settings.getRequiredProperty("souk.audit.directory"), "checkpoints.ndjson");
        String signature = Base64.getEncoder().encodeToString(second.signature());
        assertThat(Files.readString(file)).contains(signature);
    }

    @Test
    void admins_change_the_key_and_the_old_one_vouches_for_the_new() {
        Checkpoint before = signedAfter(something());
        Reply refused = http.post(LOG + "/keys", "", auditor.token());
        assertThat(refused.status()).isEqualTo(403);

        JsonNode next = ok(http.post(LOG + "/keys", "", members.admin().token()), 201).json();
        Checkpoint after = signedAfter(something());

        assertThat(after.isSignedBy(key(next))).isTrue();
        assertThat(before.isSignedBy(key(next))).isFalse();
        JsonNode keys = see("/keys");
        JsonNode previous =
                keys.get("items")
                        .valueStream()
                        .filter(it -> it.get("keyId").equals(next.get("previousKeyId")))
                        .findFirst()
                        .orElseThrow();
        var change =
                new KeyChange(
                        keys.get("origin").stringValue(),
                        key(next),
                        Instant.parse(next.get("time").stringValue()),
                        next.get("previousKeyId").stringValue(),
                        next.get("signature").binaryValue());
        assertThat(change.isSignedBy(key(previous))).isTrue();
    }

    @Test
    void what_bidders_would_give_at_most_stays_with_them() {
        var room = new Saleroom(shop, members, "RETAILER");
        String auction = room.open(Instant.now().plusSeconds(3_600));
        Member bidder = members.join();
        Reply bid =
                ok(
                        http.post(
                                "/api/auctions/" + auction + "/bids",
                                "{\"maximum\": {\"amount\": 987654, \"currency\": \"EUR\"}}",
                                bidder.token()),
                        201);
        long to = signedAfter(bid).size() - 1;

        List<JsonNode> lines = export("?from=%d&to=%d".formatted(Math.max(0, to - 60), to));

        assertThat(lines.toString()).doesNotContain("987654");
        List<JsonNode> withheld = lines.stream().filter(it -> it.has("withheld")).toList();
        assertThat(withheld)
                .isNotEmpty()
                .allSatisfy(
                        it ->
                                assertThat(it.propertyNames())
                                        .containsExactlyInAnyOrder("position", "withheld", "leaf"));
    }

    @Test
    void nobody_is_told_of_addresses_not_even_by_what_they_are_called() {
        long from = signedAfter(something()).size();
        long to = signedAfter(something()).size() - 1;

        List<JsonNode> lines = export("?from=%d&to=%d".formatted(from, to));

        assertThat(lines)
                .anyMatch(it -> it.path("type").asString("").equals("account.AccountRegistered"));
        assertThat(lines.toString()).doesNotContain("account.EmailClaimed", "\"email_");
        assertThat(lines).filteredOn(it -> it.has("withheld")).isNotEmpty();
    }

    @Test
    void whoever_takes_it_home_is_seen() {
        long size = signedAfter(something()).size();
        export("?from=%1$d&to=%1$d".formatted(size - 1));
        Checkpoint later = signedAfter(something());

        List<JsonNode> since = export("?from=%d&to=%d".formatted(size, later.size() - 1));

        assertThat(since)
                .anyMatch(
                        it ->
                                it.has("type")
                                        && it.get("type").stringValue().equals("audit.Accessed")
                                        && it.get("payload").stringValue().contains("LOG_EXPORT")
                                        && it.get("metadata").stringValue().contains(auditor.id()));
    }

    @Test
    void only_auditors_and_admins_ask_and_only_of_what_is_there() {
        signedAfter(something());
        assertThat(http.get(LOG + "/checkpoint").status()).isEqualTo(401);
        assertThat(http.get(LOG + "/events", members.join().token()).status()).isEqualTo(403);
        ok(http.get(LOG + "/checkpoint", members.admin().token()), 200);
        refuses("/checkpoint?size=999999999", 404, "checkpoint_not_found");
        refuses("/checkpoint?size=-1", 400, "invalid_input");
        refuses("/proofs/inclusion", 400, "invalid_input");
        refuses("/proofs/inclusion?position=-1", 400, "invalid_input");
        refuses("/proofs/inclusion?position=7&size=7", 400, "invalid_input");
        refuses("/proofs/inclusion?position=999999999", 422, "not_sealed_yet");
        refuses("/proofs/consistency?from=2&to=1", 400, "invalid_input");
        refuses("/proofs/consistency?from=1&to=999999999", 422, "not_sealed_yet");
        refuses("/events?from=2&to=1", 400, "invalid_input");
        refuses("/events?to=999999999", 422, "not_sealed_yet");
        refuses("/events?from=x", 400, "invalid_input");
    }
}
