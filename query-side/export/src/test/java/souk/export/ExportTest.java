package souk.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Published;
import souk.platform.analysis.EventViews;
import souk.platform.postgres.TestPostgres;
import souk.platform.store.PublishedNames;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What was exported is read back by somebody who has never heard of us. */
class ExportTest {

    @Published("test.ParcelSent")
    record ParcelSent(String to, Money price, Personal<String> name, Instant at, boolean big) {}

    @Published("test.ParcelLost")
    record ParcelLost(String why) {}

    private static final String ODD = "a \"quoted\", long\r\nشارع 🐪";

    @TempDir Path directory;

    private final String url = TestPostgres.freshDatabase();
    private final JdbcTemplate shop = new JdbcTemplate(new DriverManagerDataSource(url));
    private final JdbcTemplate duck = new JdbcTemplate(new DriverManagerDataSource("jdbc:duckdb:"));

    @BeforeEach
    void open() throws Exception {
        String tables =
                new ClassPathResource("db/event_store/V1__event_store.sql")
                        .getContentAsString(StandardCharsets.UTF_8);
        shop.execute("create schema event_store; set search_path = event_store;" + tables);
        shop.execute(
                """
                do $$ begin
                    if not exists (select from pg_roles where rolname = 'souk_analyst') then
                        create role souk_analyst;
                    end if;
                end $$;
                create schema parcel_view;
                create table parcel_view.parcel (id text, tags text[], secret text);
                create table parcel_view.van (id text);
                insert into parcel_view.parcel values ('p1', '{"a b",c}', 'hush'), ('', null, 'hush');
                grant usage on schema parcel_view to souk_analyst;
                grant select (id, tags) on parcel_view.parcel to souk_analyst;
                """);
        var database = new PGSimpleDataSource();
        database.setUrl(url);
        new EventViews(PublishedNames.of(ParcelSent.class, ParcelLost.class)).apply(database);
        shop.execute(
                """
                insert into event_store.event_type values (1, 'test.ParcelSent', '1', 'Parcel'),
                                                          (2, 'test.ParcelLost', '1', 'Parcel')
                """);
        append(1, sent(ODD, 1_000));
        append(1, sent("", Long.MAX_VALUE));
        append(2, "{\"why\":null}");
    }

    private static String sent(String to, long price) {
        String escaped = to.replace("\"", "\\\"").replace("\r\n", "\\r\\n");
        return """
        {"to":"%s","price":{"amount":%d,"currency":"EUR"},"name":{"subject":"acc_1","sealed":"c2VhbGVk"},\
        "at":"2026-11-21T12:30:00.123456Z","big":true}\
        """
                .formatted(escaped, price);
    }

    private void append(int type, String payload) {
        shop.queryForObject(
                """
                select event_store.append(array['p1'], array[(select count(*) from event_store.event)],
                    array[?]::smallint[], array[0::bigint], array[gen_random_uuid()],
                    array[convert_to('{"actor":"guest"}', 'UTF8')], array[convert_to(?, 'UTF8')])
                """,
                Long.class,
                type,
                payload);
    }

    private Path export(String arguments) throws Exception {
        String file = arguments.contains("parquet") ? "out.parquet" : "out.csv";
        Path out = directory.resolve(file);
        Export.run(
                Request.parse(List.of((arguments + " --out " + out).split(" "))),
                Map.of("SPRING_DATASOURCE_URL", url));
        assertThat(directory).isDirectoryNotContaining("glob:**.unfinished*");
        return out;
    }

    private List<Map<String, Object>> parquet(Path file) {
        return duck.queryForList("select * from read_parquet('" + file + "')");
    }

    private List<Map<String, Object>> csv(Path file) {
        return duck.queryForList(
                "select * from read_csv('%s', all_varchar = true, allow_quoted_nulls = false)"
                        .formatted(file));
    }

    @Test
    void of_one_type_has_a_column_for_each_field() throws Exception {
        Path file = export("events --types test.ParcelSent --format parquet");

        List<Map<String, Object>> rows = parquet(file);

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst())
                .containsEntry("position", 0L)
                .containsEntry("actor", "guest")
                .containsEntry("to", ODD)
                .containsEntry("price_amount", 1_000L)
                .containsEntry("price_currency", "EUR")
                .containsEntry("name", null)
                .containsEntry("name_subject", "acc_1")
                .containsEntry("big", true);
        assertThat(rows.getLast())
                .containsEntry("to", "")
                .containsEntry("price_amount", Long.MAX_VALUE);
        assertThat(
                        duck.queryForObject(
                                "select epoch_us(\"at\") from read_parquet('%s') limit 1"
                                        .formatted(file),
                                Long.class))
                .isEqualTo(
                        Instant.parse("2026-11-21T12:30:00Z").getEpochSecond() * 1_000_000
                                + 123_456);
    }

    @Test
    void is_the_same_as_csv() throws Exception {
        List<Map<String, Object>> rows = csv(export("events --types=test.ParcelSent"));

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst())
                .containsEntry("position", "0")
                .containsEntry("to", ODD)
                .containsEntry("name", null)
                .containsEntry("at", "2026-11-21 12:30:00.123456+00");
        assertThat(rows.getLast()).containsEntry("to", "");
    }

    @Test
    void of_all_types_has_payloads_without_secrets() throws Exception {
        List<Map<String, Object>> rows = parquet(export("events --format parquet"));

        assertThat(rows)
                .map(row -> row.get("type"))
                .containsExactly("test.ParcelSent", "test.ParcelSent", "test.ParcelLost");
        assertThat(rows)
                .map(row -> row.get("payload").toString())
                .noneMatch(it -> it.contains("sealed"));
    }

    @Test
    void is_of_the_positions_that_were_named() throws Exception {
        assertThat(csv(export("events --from 1 --to 2"))).hasSize(2);
        assertThat(csv(export("events --types test.ParcelSent,test.ParcelLost --from 2")))
                .hasSize(1);
        assertThat(csv(export("events --from 2200-01-01"))).isEmpty();
        assertThat(csv(export("events --to 2200-01-01T00:00:00Z"))).hasSize(3);
    }

    @Test
    void of_a_projection_shows_what_analysts_may_see() throws Exception {
        List<Map<String, Object>> rows =
                parquet(export("parcel.view --table parcel --format parquet"));

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst()).isEqualTo(Map.of("id", "p1", "tags", "[\"a b\",\"c\"]"));
        assertThat(rows.getLast()).containsEntry("id", "").containsEntry("tags", null);
        assertThat(csv(export("parcel.view"))).hasSize(2);
    }

    @Test
    void of_what_is_not_there_is_refused() {
        assertRefused("stock.view", "no projection 'stock.view'");
        assertRefused("parcel.view --table van", "which table of parcel.view: parcel");
        assertRefused("events --types test.Nothing", "type 'test.Nothing'");
        assertRefused("events --types x';drop", "of the type");
        assertRefused("events --from yesterday", "'yesterday' is no position");
        assertRefused("events --format xml", "not 'xml'");
        assertRefused("events --table parcel", "--table is for projections");
        assertRefused("parcel.view --from 1", "are for events");
        assertRefused("events --colour red", "does not know '--colour'");
    }

    private void assertRefused(String arguments, String sentence) {
        assertThatThrownBy(() -> export(arguments))
                .isInstanceOf(Misunderstanding.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void without_a_shop_says_how_to_come_by_one() {
        var request = Request.parse(List.of("events", "--out", "x.csv"));

        assertThatThrownBy(() -> Export.run(request, Map.of("SOUK_DATA", directory.toString())))
                .isInstanceOf(Misunderstanding.class)
                .hasMessageContaining("./souk up");
    }
}
