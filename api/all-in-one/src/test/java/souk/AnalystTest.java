package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.ContextConfiguration;

import souk.kernel.Secret;
import souk.platform.analysis.EventViews;
import souk.platform.postgres.TestPostgres;
import souk.platform.store.PublishedNames;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody sees who logs in as {@code souk_analyst}, and what he does not. */
@AnalystTest.OfAnalysts
class AnalystTest {

    /** A shop of their own, where nothing happens but {@link SmallHistory}. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @SpringBootTest(
            classes = AllInOne.class,
            webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
            properties = {
                Members.ADMIN_EMAIL,
                Members.ADMIN_PASSWORD,
                "souk.analyst.password=" + PASSWORD
            })
    @ContextConfiguration(initializers = TestPostgres.Initializer.class)
    @interface OfAnalysts {}

    private static final String PASSWORD = "curious";

    @LocalServerPort int port;
    @Autowired Environment settings;
    @Autowired JdbcTemplate owner;

    private JdbcTemplate analyst;

    static JdbcTemplate analyst(Environment settings) {
        String url = settings.getRequiredProperty("spring.datasource.url").replaceAll("\\?.*", "");
        return new JdbcTemplate(new DriverManagerDataSource(url, "souk_analyst", PASSWORD));
    }

    @BeforeEach
    void live() {
        SmallHistory.in(URI.create("http://localhost:" + port));
        analyst = analyst(settings);
    }

    /** All that he may read: {@code schema, table, columns}. */
    private List<Map<String, Object>> readable() {
        return analyst.queryForList(
                """
                select n.nspname as schema, c.relname as table,
                       string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 where n.nspname not in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'v', 'p', 'm', 'f')
                   and has_schema_privilege(n.oid, 'usage')
                   and has_column_privilege(c.oid, a.attnum, 'select')
                 group by 1, 2 order by 1, 2
                """);
    }

    @Test
    void has_a_view_of_every_type_of_events() {
        List<String> views =
                analyst.queryForList(
                        "select viewname from pg_views where schemaname = 'events'", String.class);

        PublishedNames names = PublishedNames.in("souk");
        assertThat(names.classes().stream().filter(Class::isRecord))
                .filteredOn(type -> !type.isAnnotationPresent(Secret.class))
                .isNotEmpty()
                .allSatisfy(
                        type ->
                                assertThat(views)
                                        .contains(EventViews.nameOf(names.typeOf(type).getName())));
    }

    @Test
    void sees_all_events_in_the_views_of_their_types() {
        long head = analyst.queryForObject("select max(position) from events.event", Long.class);
        Map<String, Long> counted =
                analyst
                        .queryForList(
                                "select type, count(*) from events.event where position <= ? group"
                                        + " by 1",
                                head)
                        .stream()
                        .collect(
                                Collectors.toMap(
                                        row -> (String) row.get("type"),
                                        row -> (Long) row.get("count")));

        assertThat(counted).hasSizeGreaterThan(25);
        counted.forEach(
                (type, count) ->
                        assertThat(
                                        analyst.queryForList(
                                                "select * from events.%s where position <= ?"
                                                        .formatted(EventViews.nameOf(type)),
                                                head))
                                .as(type)
                                .hasSize(count.intValue()));
    }

    @Test
    void sees_what_has_happened_as_it_was() {
        assertThat(
                        analyst.queryForList(
                                """
                                select o.number is not null as numbered, o.email_subject = o.order_id as about_order,
                                       o.email, o.shipping_address, o.shipping_method, o.buyer like 'guest:%' as guest,
                                       o.pay_until > o.time as in_time, o.actor, o.command, jsonb_array_length(o.lines) as lines,
                                       p.amount, p.currency
                                  from events.order_placed o join events.order_paid p using (order_id)
                                 order by o.position
                                """))
                .hasSize(2)
                .first()
                .satisfies(
                        row -> {
                            assertThat(row)
                                    .containsEntry("numbered", true)
                                    .containsEntry("email", null)
                                    .containsEntry("shipping_address", null)
                                    .containsEntry("shipping_method", "standard")
                                    .containsEntry("guest", true)
                                    .containsEntry("in_time", true)
                                    .containsEntry("actor", "guest")
                                    .containsEntry("command", "order.PlaceOrder")
                                    .containsEntry("lines", 2)
                                    .containsEntry("amount", 3_000L)
                                    .containsEntry("currency", "EUR");
                        });
    }

    @Test
    void finds_nobody() {
        List<Map<String, Object>> tables = readable();

        assertThat(tables).map(it -> it.get("schema")).contains("events", "order_view");
        for (Map<String, Object> table : tables) {
            String content =
                    analyst.queryForList(
                                    "select concat_ws(' ', %s) from %s.%s"
                                            .formatted(
                                                    table.get("columns"),
                                                    table.get("schema"),
                                                    table.get("table")),
                                    String.class)
                            .toString();
            assertThat(content)
                    .as("%s.%s", table.get("schema"), table.get("table"))
                    .doesNotContain(SmallHistory.PERSONAL)
                    .doesNotContain("@example.org", "sealed")
                    .doesNotContainPattern("\\bMia\\b");
        }
        assertThat(
                        analyst.queryForList(
                                "select most_common_vals::text from pg_stats", String.class))
                .filteredOn(Objects::nonNull)
                .noneMatch(it -> it.contains("@example.org") || it.contains("Zubaida"));
    }

    @Test
    void is_shown_no_column_of_a_table_that_is_called_like_a_secret_of_an_event() {
        List<String> secrets =
                PublishedNames.in("souk").classes().stream()
                        .filter(Class::isRecord)
                        .flatMap(type -> Stream.of(type.getRecordComponents()))
                        .filter(it -> it.isAnnotationPresent(Secret.class))
                        .map(it -> it.getName().replaceAll("([A-Z])", "_$1"))
                        .map(it -> it.toLowerCase(Locale.ROOT))
                        .toList();

        assertThat(secrets).contains("maximum", "reserve_price", "checkout_url");
        assertThat(readable())
                .filteredOn(it -> !"events".equals(it.get("schema")))
                .isNotEmpty()
                .allSatisfy(
                        it ->
                                assertThat(((String) it.get("columns")).split(", "))
                                        .as("%s.%s", it.get("schema"), it.get("table"))
                                        .doesNotContainAnyElementsOf(secrets));
    }

    @Test
    void does_not_see_why_people_were_looked_at() {
        URI shop = URI.create("http://localhost:" + port);
        Members members = new Members(shop);
        String export = "/api/accounts/" + members.join().id() + "/export?reason=an+affair";
        assertThat(new Shopper(shop).get(export, members.admin().token()).status()).isEqualTo(200);

        for (String looks :
                List.of(
                        "select access::text from events.audit_accessed",
                        "select payload::text from events.event where type = 'audit.Accessed'")) {
            assertThat(analyst.queryForList(looks, String.class))
                    .isNotEmpty()
                    .noneMatch(it -> it.contains("affair") || it.contains("reason"));
        }
        assertThat(analyst.queryForList("select access ->> 'target' from events.audit_accessed"))
                .isNotEmpty();
    }

    @Test
    void reads_views_and_events_and_nothing_else() {
        List<String> projections =
                owner.queryForList(
                        """
                        select nspname from pg_namespace where nspname like '%\\_view' or nspname like 'stats\\_%' or nspname in ('audit_accesses', 'account_sessions')
                        """,
                        String.class);

        assertThat(readable().stream().map(it -> (String) it.get("schema")).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(projections.stream(), Stream.of("events")).toList());
        assertThat(readable()).noneMatch(it -> "flyway_schema_history".equals(it.get("table")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select payload from event_store.event limit 1",
                "select key from event_store.subject_key",
                "select * from auth.signing_key",
                "select * from axon.token_entry",
                "select * from order_view.orders",
                "select email from account_view.account",
                "select reserve_price from auction_view.auction",
                "select maximum from auction_view.own_bid",
                "select checkout_url from payment_view.payment",
                "select session from payment_view.payment",
                "select event_store.append('{}', '{}', '{}', '{}', '{}', '{}', '{}')",
                "select rolpassword from pg_authid",
                "select pg_read_file('postgresql.conf')",
                "set role souk"
            })
    void is_refused(String statement) {
        assertThatThrownBy(() -> analyst.execute(statement))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from cart_view.cart",
                "update order_view.orders set total = 0",
                "create table events.own (id int)",
                "create table public.own (id int)",
                "create view events.own as select 1",
                "drop view events.event",
                "truncate cart_view.cart_line"
            })
    void changes_nothing_even_if_he_insists(String statement) {
        mustBeRefused(statement);
        mustBeRefused(
                "set default_transaction_read_only = off; commit; begin; set transaction read"
                        + " write; "
                        + statement);
    }

    private void mustBeRefused(String statement) {
        assertThatThrownBy(() -> analyst.execute(statement))
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner|read-only).*");
    }
}
