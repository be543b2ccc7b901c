package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.Shopper.Reply;
import souk.account.Role;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The whole product, killed with -9 while it checks the log and views: it goes on, and ends. */
class CheckCrashTest {

    private static final String CHECKS = "/api/audit/checks";

    /** When it is killed: in which phase, and what the update of its row must be like. */
    private record Moment(String phase, String update) {}

    private static final List<Moment> MOMENTS =
            List.of(
                    // something is found, and not committed
                    new Moment("LOG", "new.reached <> old.reached"),
                    // a view is being made anew, and nobody knows by whom
                    new Moment("VIEWS", "new.rebuilds <> old.rebuilds"));

    @TempDir Path directory;

    private House house;
    private Shopper http;
    private String[] auditor;

    @BeforeEach
    void build() throws Exception {
        house = new House(directory, "souk.rebuilds.resume=500ms", "souk.audit.interval=100ms");
        house.start();
        var members = new Members(house.shop());
        http = new Shopper(house.shop());
        auditor = members.join(Role.AUDITOR).token();
        Buyer buyer =
                Buyer.patient(house.shop())
                        .with(new Shelves(house.shop(), members, "MUG").sku("MUG"), 1);
        assertThat(buyer.checkOut().status()).isEqualTo(201);
    }

    @AfterEach
    void stop() throws InterruptedException {
        house.stop();
    }

    private Standstill job() throws Exception {
        return Standstill.of("audit_check.job", house);
    }

    private void tamper() throws Exception {
        try (var job = job()) {
            await().atMost(Duration.ofMinutes(1))
                    .pollInSameThread()
                    .until(
                            () ->
                                    job.number("select size from audit_log.log")
                                                    > job.number(
                                                            "select max(position) from"
                                                                    + " event_store.event")
                                            && job.number("select count(*) from order_view.orders")
                                                    == 1);
            job.run(
                    """
                    update event_store.event
                       set recorded_at = recorded_at - interval '1 microsecond'
                     where position = 7;
                    update order_view.orders set status = 'CANCELLED'
                    """);
        }
    }

    private String begin() {
        Reply begun = http.post(CHECKS, "{\"projections\": [\"order.view\"]}", auditor);
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        return begun.header("Location");
    }

    private JsonNode ended(String check) {
        await().atMost(Duration.ofMinutes(1))
                .pollInSameThread()
                .until(() -> http.get(check, auditor).json().path("endedAt").isString());
        return http.get(check, auditor).json();
    }

    @Test
    void a_check_that_is_killed_goes_on_after_the_next_start_and_finds_everything_once()
            throws Exception {
        tamper();
        String check = null;
        for (Moment moment : MOMENTS) {
            try (var job = job()) {
                job.hold("old.phase = '%s' and %s".formatted(moment.phase(), moment.update()));
            }
            if (check == null) {
                check = begin();
            } else {
                house.start();
            }
            try (var job = job()) {
                job.awaitHeld();
                house.kill();
                job.letNothingThrough();
                assertThat(job.text("select phase from audit_check.job where ended_at is null"))
                        .isEqualTo(moment.phase());
            }
        }
        house.start();
        JsonNode ended = ended(check);

        assertThat(ended.get("phase").stringValue()).as(ended.toString()).isEqualTo("DONE");
        assertThat(ended.get("findings").valueStream().map(CheckCrashTest::told))
                .as(ended.toString())
                .containsOnlyOnce("CHANGED 7", "VIEW status", "VIEW of a row: status")
                .allMatch(it -> it.equals("CHANGED 7") || it.startsWith("VIEW "));
    }

    private static String told(JsonNode finding) {
        return finding.get("what").stringValue()
                + (finding.at("/place/row").isMissingNode() ? " " : " of a row: ")
                + finding.at("/place/column").asString(finding.path("first").asString(""));
    }
}
