package souk.payment.sandbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.jdbc.core.simple.JdbcClient;

import souk.payment.SandboxSession.Status;
import souk.payment.command.Notice.Gone;
import souk.payment.command.PaymentProvider.Giveback;
import souk.payment.command.PaymentProvider.Told;
import souk.payment.stripe.StripeAmount;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What the sandbox remembers. */
@InSandbox
class SandboxTables {

    /** A notice, and since when it is there. */
    record Kept(Instant at, Told told) {}

    private static final int BODIES = 1_000;

    private final JdbcClient db;
    private final Cache<String, String> bodies = Caffeine.newBuilder().maximumSize(BODIES).build();

    SandboxTables(JdbcClient db) {
        this.db = db;
    }

    /** False where the key was used before. */
    boolean insert(Session session) {
        return db.sql(
                                """
                                insert into sandbox.session (id, key, payment, reference, amount, currency,
                                                             status, intent, charge, created_at, expires_at)
                                values (:id, :key, :payment, :reference, :amount, :currency,
                                        :status, :intent, :charge, :created, :expires)
                                on conflict (key) do nothing
                                """)
                        .param("id", session.id())
                        .param("key", session.key())
                        .param("payment", session.payment())
                        .param("reference", session.reference())
                        .param("amount", session.amount().amount())
                        .param("currency", session.amount().currency())
                        .param("status", session.status().name())
                        .param("intent", session.intent())
                        .param("charge", session.charge())
                        .param("created", session.createdAt().atOffset(ZoneOffset.UTC))
                        .param("expires", session.expiresAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void update(Session session) {
        db.sql("update sandbox.session set status = :status, refunded = :refunded where id = :id")
                .param("status", session.status().name())
                .param("refunded", session.refunded())
                .param("id", session.id())
                .update();
    }

    Optional<Session> find(String id) {
        return session("id = :value", id);
    }

    Optional<Session> ofIntent(String intent) {
        return session("intent = :value", intent);
    }

    Session ofKey(String key) {
        return session("key = :value", key).orElseThrow();
    }

    /** Nobody else changes it until the transaction is over. */
    Optional<Session> lock(String id) {
        return session("id = :value for update", id);
    }

    Optional<Session> lockOfIntent(String intent) {
        return session("intent = :value for update", intent);
    }

    private Optional<Session> session(String which, String value) {
        return db.sql("select * from sandbox.session where " + which)
                .param("value", value)
                .query(SandboxTables::session)
                .optional();
    }

    Optional<String> refundOf(String key) {
        return db.sql("select id from sandbox.refund where key = :key")
                .param("key", key)
                .query(String.class)
                .optional();
    }

    /** Those of us are known by what they were asked for under. */
    List<Gone> refundsOf(Session paid) {
        return db.sql("select id, key, amount from sandbox.refund where intent = :intent")
                .param("intent", paid.intent())
                .query(
                        (row, _) ->
                                new Gone(
                                        row.getString("id"),
                                        Giveback.refundOf(row.getString("key")),
                                        new StripeAmount(
                                                        row.getLong("amount"),
                                                        paid.amount().currency())
                                                .money()))
                .list();
    }

    void insertRefund(String id, String key, String intent, long amount, Instant now) {
        db.sql(
                        """
                        insert into sandbox.refund (id, key, intent, amount, created_at)
                        values (:id, :key, :intent, :amount, :now)
                        """)
                .param("id", id)
                .param("key", key)
                .param("intent", intent)
                .param("amount", amount)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void insertNotice(String id, String object, String body, Instant now) {
        db.sql(
                        """
                        insert into sandbox.notice (id, object, body, created_at)
                        values (:id, :object, :body, :now)
                        """)
                .param("id", id)
                .param("object", object)
                .param("body", body)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        bodies.put(id, body);
    }

    /** Mostly of one that was just written. */
    Optional<String> bodyOf(String notice) {
        String recent = bodies.getIfPresent(notice);
        return recent != null
                ? Optional.of(recent)
                : db.sql("select body from sandbox.notice where id = :id")
                        .param("id", notice)
                        .query(String.class)
                        .optional();
    }

    /** Those that come after one, by their time and then their id. */
    List<Kept> noticesAfter(Instant time, String id, int most) {
        return db.sql(
                        """
                        select id, object, body, created_at from sandbox.notice
                         where created_at >= :time and (created_at, id) > (:time, :id)
                         order by created_at, id limit :most
                        """)
                .param("time", time.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("most", most)
                .query(
                        (row, _) ->
                                new Kept(
                                        row.getObject("created_at", OffsetDateTime.class)
                                                .toInstant(),
                                        new Told(
                                                row.getString("id"),
                                                row.getString("object"),
                                                row.getString("body"))))
                .list();
    }

    void forgetNotices(Instant before) {
        db.sql("delete from sandbox.notice where created_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
        bodies.invalidateAll();
    }

    /** Made at random once, whoever comes first. */
    String secret(String candidate) {
        db.sql("insert into sandbox.secret (value) values (:value) on conflict do nothing")
                .param("value", candidate)
                .update();
        return db.sql("select value from sandbox.secret").query(String.class).single();
    }

    private static Session session(ResultSet row, int number) throws SQLException {
        return new Session(
                row.getString("id"),
                row.getString("key"),
                row.getString("payment"),
                row.getString("reference"),
                new StripeAmount(row.getLong("amount"), row.getString("currency")),
                Status.valueOf(row.getString("status")),
                row.getString("intent"),
                row.getString("charge"),
                row.getLong("refunded"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
