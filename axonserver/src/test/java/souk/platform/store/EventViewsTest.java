package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static souk.platform.store.StoreFixture.event;

import lease.Lease.Kind;
import lease.Lease.LeaseEnded;
import lease.Lease.LeaseId;
import lease.Lease.LeaseSigned;
import lease.Lease.LeaseSignedNow;
import lease.Lease.Signed;
import lease.Lease.Tenant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import souk.kernel.Money;
import souk.kernel.Personal;
import souk.platform.analysis.EventViews;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** Events as views: what a record's components become, and when views are made anew. */
class EventViewsTest {

    private static final LeaseId LEASE = new LeaseId("lease_1");
    private static final LeaseSigned SIGNED =
            new LeaseSigned(
                    LEASE,
                    Kind.WEEKLY,
                    new Money(19_900, Currency.getInstance("TND")),
                    null,
                    Personal.of("acc_1", "Leïla"),
                    null,
                    List.of(new Tenant("b\"lue,\"", Personal.of("acc_2", "Mia"))),
                    List.of(new LeaseId("lease_0")),
                    Instant.parse("2026-11-21T12:30:00.123456Z"),
                    Duration.ofHours(49),
                    3,
                    Long.MAX_VALUE,
                    true,
                    "ord_1",
                    "none");

    private final StoreFixture store =
            StoreFixture.onFreshDatabase(LeaseSigned.class, LeaseEnded.class);

    @AfterEach
    void close() {
        store.close();
    }

    private void show(Class<?>... published) throws SQLException {
        new EventViews(PublishedNames.of(published)).apply(store.dataSource);
    }

    private Map<String, Object> row(String query) {
        return store.jdbc.queryForMap(query);
    }

    private List<String> views() {
        return store.jdbc.queryForList(
                "select viewname from pg_views where schemaname = 'events' order by 1",
                String.class);
    }

    private long oid(String view) {
        return store.jdbc.queryForObject(
                "select cast('events." + view + "' as regclass)::oid::bigint", Long.class);
    }

    @Test
    void show_each_component_as_what_it_is() throws SQLException {
        show(LeaseSigned.class);
        store.commit(event("lease_1", 0, SIGNED));

        assertThat(row("select * from events.lease_signed"))
                .containsEntry("position", 0L)
                .containsEntry("stream", "lease_1")
                .containsEntry("sequence", 0L)
                .containsEntry("revision", "1")
                .containsEntry("lease_id", "lease_1")
                .containsEntry("kind", "WEEKLY")
                .containsEntry("amount", 19_900L)
                .containsEntry("currency", "TND")
                .containsEntry("first_rent_amount", null)
                .containsEntry("first_rent_currency", null)
                .containsEntry(
                        "begins_at", Timestamp.from(Instant.parse("2026-11-21T12:30:00.123456Z")))
                .containsEntry("rooms", 3)
                .containsEntry("meters", Long.MAX_VALUE)
                .containsEntry("furnished", true)
                .containsEntry("order", "ord_1")
                .containsEntry("payload_command", "none");
        assertThat(
                        row(
                                """
                                select replaced ->> 0 as replaced, notice = interval '49 hours' as notice,
                                       tenants -> 0 ->> 'room' as room
                                  from events.lease_signed
                                """))
                .containsEntry("replaced", "lease_0")
                .containsEntry("notice", true)
                .containsEntry("room", "b\"lue,\"");
    }

    @Test
    void show_of_people_whom_it_is_about_and_no_more() throws SQLException {
        show(LeaseSigned.class);
        store.commit(event("lease_1", 0, SIGNED));

        Map<String, Object> typed = row("select * from events.lease_signed");
        Map<String, Object> any = row("select * from events.event");

        assertThat(typed)
                .containsEntry("landlord", null)
                .containsEntry("landlord_subject", "acc_1")
                .containsEntry("guarantor", null)
                .containsEntry("guarantor_subject", null);
        assertThat(typed.get("tenants"))
                .hasToString("[{\"name\": {\"subject\": \"acc_2\"}, \"room\": \"b\\\"lue,\\\"\"}]");
        assertThat(any).containsEntry("type", "lease.LeaseSigned");
        assertThat(any.toString())
                .contains("acc_1", "acc_2", "lease_0")
                .doesNotContain("sealed", "Mia", "Leïla");
    }

    @Test
    void show_what_was_stored_in_an_older_shape() throws SQLException {
        store.commit(event("lease_1", 0, SIGNED));
        show(LeaseSignedNow.class);

        assertThat(row("select revision, lease_id, kind, agent from events.lease_signed"))
                .containsEntry("revision", "1")
                .containsEntry("lease_id", "lease_1")
                .containsEntry("kind", "WEEKLY")
                .containsEntry("agent", null);
    }

    @Test
    void are_made_anew_only_where_a_record_has_changed() throws SQLException {
        show(LeaseSigned.class, LeaseEnded.class);
        long signed = oid("lease_signed");
        long ended = oid("house_lease_ended");

        show(LeaseSigned.class, LeaseEnded.class);
        assertThat(oid("lease_signed")).isEqualTo(signed);

        show(LeaseSignedNow.class, LeaseEnded.class);
        assertThat(oid("lease_signed")).isNotEqualTo(signed);
        assertThat(oid("house_lease_ended")).isEqualTo(ended);
        assertThat(
                        store.jdbc.queryForList(
                                """
                                select column_name from information_schema.columns
                                 where table_schema = 'events' and table_name = 'lease_signed'
                                """,
                                String.class))
                .contains("agent")
                .doesNotContain("landlord");
    }

    @Test
    void of_types_that_are_gone_are_gone() throws SQLException {
        show(LeaseSigned.class, LeaseEnded.class);
        assertThat(views()).containsExactly("event", "house_lease_ended", "lease_signed");

        show(LeaseEnded.class);

        assertThat(views()).containsExactly("event", "house_lease_ended");
    }

    @Test
    void must_not_share_a_name() {
        assertThatThrownBy(() -> show(LeaseSigned.class, Signed.class))
                .hasMessageContaining("lease_signed");
    }

    @Test
    void explain_themselves() throws SQLException {
        show(LeaseSigned.class);

        assertThat(
                        store.jdbc.queryForList(
                                """
                                select column_name from information_schema.columns
                                 where table_schema = 'events'
                                   and col_description(format('%I.%I', table_schema, table_name)::regclass,
                                                       ordinal_position::int) is null
                                """,
                                String.class))
                .isEmpty();
        assertThat(
                        store.jdbc.queryForObject(
                                "select obj_description(cast('events.lease_signed' as regclass),"
                                        + " 'pg_class')",
                                String.class))
                .startsWith("lease.LeaseSigned");
    }

    @Test
    void are_read_from_the_middle_by_position() throws SQLException {
        show(LeaseEnded.class);
        store.commit(event("lease_1", 0, new LeaseEnded(LEASE)));
        store.commit(event("lease_2", 0, new LeaseEnded(LEASE)));
        store.commit(event("lease_3", 0, new LeaseEnded(LEASE)));

        assertThat(position("'-infinity'")).isEqualTo(-1);
        assertThat(position("'infinity'")).isEqualTo(2);
        assertThat(position("(select recorded_at from events.event where position = 1)"))
                .isEqualTo(1);
        assertThat(
                        String.join(
                                "\n",
                                store.jdbc.queryForList(
                                        """
                                        explain select count(*) from events.house_lease_ended
                                         where position > events.position_at('infinity')
                                        """,
                                        String.class)))
                .contains("event_pkey");
    }

    private long position(String moment) {
        return store.jdbc.queryForObject("select events.position_at(" + moment + ")", Long.class);
    }
}
