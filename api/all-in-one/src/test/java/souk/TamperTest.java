package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

import souk.Shopper.Reply;
import souk.account.Role;
import souk.platform.postgres.TestPostgres;
import souk.verify.Verify;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

/** Somebody changes what happened, with SQL: the check and the jar say where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext // nothing is sealed there any more
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD, "souk.audit.interval=100ms"})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class TamperTest {

    private static final String CHECKS = "/api/audit/checks";

    @LocalServerPort int port;
    @Autowired Environment settings;
    @Autowired DataSource dataSource;

    @Autowired
    @Qualifier("sealing")
    SmartLifecycle sealing;

    @TempDir Path directory;

    private Shopper http;
    private String[] auditor;
    private AtTerminal terminal;
    private Tampering tampering;
    private JdbcTemplate sql;
    private long size;

    /** What stands there is no secret. */
    private int plain;

    private int later;

    @BeforeAll
    void trade() {
        URI shop = URI.create("http://localhost:" + port);
        http = new Shopper(shop);
        sql = new JdbcTemplate(dataSource);
        tampering = new Tampering(sql);
        var members = new Members(shop, settings.getRequiredProperty("souk.admin.email"));
        var shelves = new Shelves(shop, members, "MUG", "BOWL");
        for (int i = 0; i < 3; i++) {
            Buyer buyer =
                    Buyer.patient(shop).with(shelves.sku("MUG"), 1).and(shelves.sku("BOWL"), 1);
            String order = Buyer.id(buyer.checkOut());
            buyer.pay(buyer.askToPay(order));
            Settling.of(buyer, order);
        }
        Members.Member member = members.join(Role.AUDITOR);
        auditor = member.token();
        terminal = new AtTerminal(shop, member);
        await().atMost(Duration.ofSeconds(60)).until(() -> sealed() == tampering.head() + 1);
        // or it would seal on what has been tampered with
        sealing.stop();
        size = sealed();
        List<Integer> added =
                sql.queryForList(
                        """
                        select e.position
                          from event_store.event e join event_store.event_type t on t.id = e.type
                         where t.name = 'cart.ItemAdded' order by 1
                        """,
                        Integer.class);
        plain = added.getFirst();
        later = added.getLast();
        tampering.remember();
    }

    private long sealed() {
        Long sealed = sql.queryForObject("select size from audit_log.log", Long.class);
        return sealed == null ? 0 : sealed;
    }

    @AfterEach
    void undo() {
        tampering.undo();
    }

    private JsonNode check() {
        Reply begun = http.post(CHECKS, "{\"kinds\": [\"LOG\"]}", auditor);
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        String check = begun.header("Location");
        await().atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .until(() -> http.get(check, auditor).json().path("endedAt").isString());
        JsonNode ended = http.get(check, auditor).json();
        assertThat(ended.get("phase").stringValue()).as(ended.toString()).isEqualTo("DONE");
        return ended;
    }

    /** What the check says of positions, such as {@code CHANGED 7-7}. */
    private List<String> found() {
        return check().get("findings")
                .valueStream()
                .map(
                        it ->
                                "%s %s-%s"
                                        .formatted(
                                                it.get("what").stringValue(),
                                                it.path("first").asString(""),
                                                it.path("last").asString("")))
                .toList();
    }

    private Path checkpoints() {
        return Path.of(settings.getRequiredProperty("souk.audit.directory"), "checkpoints.ndjson");
    }

    /** What the jar says of an export that is taken now. */
    private String verified() throws IOException {
        Reply export = http.get("/api/audit/log/events?from=0", auditor);
        assertThat(export.status()).as(export.response().body()).isEqualTo(200);
        Path lines =
                Files.writeString(directory.resolve("export.ndjson"), export.response().body());
        var said = new ByteArrayOutputStream();
        int exit =
                Verify.run(
                        List.of(checkpoints().toString(), lines.toString()),
                        new PrintStream(said, true, StandardCharsets.UTF_8));
        return "exit " + exit + "\n" + said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void what_nobody_touched_is_as_it_was() throws IOException {
        assertThat(found()).isEmpty();
        assertThat(verified())
                .doesNotContain("FAULTS")
                .contains("positions 0–" + (size - 1) + " stand where they were sealed");
    }

    @Test
    void whoever_sits_at_a_terminal_is_told() throws Exception {
        Path lines = directory.resolve("exported.ndjson");

        assertThat(terminal.souk("audit", "verify", "--log"))
                .contains("all is as it was: " + size + " events sealed")
                .endsWith("exit 0");
        assertThat(terminal.souk("audit", "export", "--out", lines.toString())).endsWith("exit 0");
        assertThat(terminal.souk("audit", "checkpoint")).contains("rootHash").endsWith("exit 0");
        assertThat(lines).content().startsWith("{\"position\":0,");
        assertThat(http.get("/actuator/health").json().get("status").stringValue()).isEqualTo("UP");

        tampering.flip("payload", 7);

        assertThat(terminal.souk("audit", "verify", "--log", "--to", "10"))
                .contains("CHANGED position 7: ", "NOT as it was: 1 findings")
                .endsWith("exit 1");
        assertThat(http.get("/actuator/health").json().get("status").stringValue())
                .isEqualTo("DOWN");
        assertThat(terminal.souk("audit", "verify", "--log", "--from", "8")).endsWith("exit 0");
        assertThat(terminal.souk("audit", "forget")).endsWith("exit 2");
        assertThat(terminal.souk("audit", "verify", "--log", "--from", "" + 10 * size))
                .contains("it could not go on: nothing to compare")
                .endsWith("exit 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload", "metadata"})
    void one_byte_is_found(String column) throws IOException {
        tampering.flip(column, plain);

        mustBeFoundChanged();
    }

    @ParameterizedTest
    @CsvSource({
        "time, time + interval '1 microsecond'",
        "recorded_at, recorded_at - interval '1 day'",
        "type, (select min(id) from event_store.event_type t where t.id <> type and name like"
                + " 'cart%')",
        "stream, stream || '0'",
        "sequence, sequence + 1000",
        "id, gen_random_uuid()"
    })
    void any_other_change_is_found(String column, String expression) throws IOException {
        tampering.set(column, expression, plain);

        mustBeFoundChanged();
    }

    private void mustBeFoundChanged() throws IOException {
        assertThat(found()).containsExactly("CHANGED %1$d-%1$d".formatted(plain));
        assertThat(verified())
                .startsWith("exit 1")
                .contains("position %d: what stands here is not".formatted(plain));
    }

    @Test
    void one_that_was_made_a_secret_is_found() throws IOException {
        tampering.set(
                "type",
                "(select id from event_store.event_type where name = 'account.EmailClaimed')",
                plain);

        assertThat(found()).containsExactly("CHANGED %1$d-%1$d".formatted(plain));
        assertThat(verified()).startsWith("exit 1");
    }

    @Test
    void one_that_is_gone_is_found() throws IOException {
        tampering.delete(9);

        assertThat(found()).containsExactly("MISSING 9-9");
        assertThat(verified()).startsWith("exit 1").contains("position 9");
    }

    @Test
    void two_that_changed_places_are_found() throws IOException {
        tampering.swap(plain, later);

        String moved = "position %d: what stands here was sealed at position %d";
        assertThat(found())
                .containsExactly(
                        "MOVED %1$d-%1$d".formatted(plain), "MOVED %1$d-%1$d".formatted(later));
        assertThat(verified())
                .startsWith("exit 1")
                .contains(moved.formatted(plain, later))
                .contains(moved.formatted(later, plain));
    }

    @Test
    void one_that_was_put_in_is_found() throws IOException {
        tampering.insert(plain);

        assertThat(found())
                .containsExactly(
                        "CHANGED %1$d-%1$d".formatted(plain),
                        "MOVED %d-%d".formatted(plain + 1, size - 1));
        assertThat(verified())
                .startsWith("exit 1")
                .contains("position %d: what stands here is not what was".formatted(plain))
                .contains("what stands here was sealed at positions %d–".formatted(plain));
    }

    @Test
    void a_leaf_that_was_made_anew_is_found() throws IOException {
        tampering.flip("payload", 7);
        tampering.forge(7, new byte[32]);

        assertThat(found()).anyMatch(it -> it.startsWith("FORGED")).contains("CHANGED 7-7");
        assertThat(verified()).startsWith("exit 1").contains("do not make the tree of size");
    }

    @Test
    void who_has_asked_about_an_end_that_was_cut_stands_there_himself() {
        tampering.truncate(size - 20);
        found();

        assertThat(found())
                .containsExactly(
                        "CHANGED %d-%d".formatted(size - 20, size - 20),
                        "TRUNCATED %d-%d".formatted(size - 19, size - 1));
    }

    @Test
    void an_end_that_was_cut_is_found() throws IOException {
        tampering.truncate(size - 20);

        assertThat(found()).containsExactly("TRUNCATED %d-%d".formatted(size - 20, size - 1));
        assertThat(verified())
                .startsWith("exit 1")
                .contains("%d signed for, and missing at the end".formatted(size - 1));
    }

    @Test
    void an_older_backup_is_found() throws IOException {
        tampering.restore(size - 20);

        assertThat(found()).contains("RESTORED %d-%d".formatted(size - 20, size - 1));
        assertThat(verified()).startsWith("exit 1").contains("signed for, and missing at the end");
    }
}
