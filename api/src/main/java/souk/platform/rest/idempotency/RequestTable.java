package souk.platform.rest.idempotency;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * The table of keyed requests. Each statement is a transaction of its own: none may wait for
 * another's work.
 */
@Repository
class RequestTable {

    private static final String FREE = "answer IS NULL AND (owner = :owner OR leased_to <= :now)";
    private static final int BATCH = 1_000;

    /** Within a statement: whether its transaction is on disk when it has committed. */
    private static final String DURABILITY =
            "(SELECT set_config('synchronous_commit', :durability, true)) AS durability";

    private final JdbcClient db;
    private final String ofClaims;

    /**
     * Where the events of a request are stored in the same PostgreSQL, they are behind its claim in
     * the same log: when they are on disk, so is the claim, and nobody has to wait for it.
     */
    RequestTable(JdbcClient db, @Value("${axon.axonserver.enabled:true}") boolean eventsElsewhere) {
        this.db = db;
        this.ofClaims = eventsElsewhere ? "on" : "off";
    }

    boolean insert(byte[] id, StoredRequest row, UUID owner, Instant leasedTo) {
        return db.sql(
                                """
                                INSERT INTO http.request
                                    (id, fingerprint, seed, created_at, expires_at, owner, leased_to)
                                SELECT :id, :fingerprint, :seed, :created, :expires, :owner, :lease
                                FROM %s
                                ON CONFLICT (id) DO NOTHING
                                """
                                        .formatted(DURABILITY))
                        .param("durability", ofClaims)
                        .param("id", id)
                        .param("fingerprint", row.fingerprint())
                        .param("seed", row.seed())
                        .param("created", at(row.createdAt()))
                        .param("expires", at(row.expiresAt()))
                        .param("owner", owner)
                        .param("lease", at(leasedTo))
                        .update()
                == 1;
    }

    Optional<StoredRequest> find(byte[] id) {
        return db.sql(
                        """
                        SELECT fingerprint, seed, created_at, expires_at, answer
                        FROM http.request WHERE id = :id
                        """)
                .param("id", id)
                .query(RequestTable::row)
                .optional();
    }

    /** Takes over a request that nobody is carrying out any more. */
    boolean claim(byte[] id, UUID owner, Instant now, Instant leasedTo) {
        return db.sql(
                                "UPDATE http.request SET owner = :owner, leased_to = :lease"
                                        + " WHERE id = :id AND "
                                        + FREE)
                        .param("id", id)
                        .param("owner", owner)
                        .param("now", at(now))
                        .param("lease", at(leasedTo))
                        .update()
                == 1;
    }

    /**
     * Without waiting for the disk: a lost answer is given again by those who did what it tells.
     */
    void answer(byte[] id, UUID owner, byte[] answer) {
        db.sql(
                        """
                        UPDATE http.request SET answer = :answer
                        FROM %s
                        WHERE id = :id AND owner = :owner AND answer IS NULL
                        """
                                .formatted(DURABILITY))
                .param("durability", "off")
                .param("id", id)
                .param("owner", owner)
                .param("answer", answer)
                .update();
    }

    void release(byte[] id, UUID owner, Instant now) {
        db.sql(
                        """
                        UPDATE http.request SET leased_to = :now
                        WHERE id = :id AND owner = :owner AND answer IS NULL
                        """)
                .param("id", id)
                .param("owner", owner)
                .param("now", at(now))
                .update();
    }

    void releaseOfOthers(UUID owner, Instant now) {
        db.sql(
                        """
                        UPDATE http.request SET leased_to = :now
                        WHERE owner <> :owner AND answer IS NULL AND leased_to > :now
                        """)
                .param("owner", owner)
                .param("now", at(now))
                .update();
    }

    void delete(byte[] id, UUID owner) {
        db.sql("DELETE FROM http.request WHERE id = :id AND owner = :owner AND answer IS NULL")
                .param("id", id)
                .param("owner", owner)
                .update();
    }

    void deleteExpired(byte[] id, UUID owner, Instant now) {
        db.sql(
                        "DELETE FROM http.request WHERE id = :id AND expires_at <= :now"
                                + " AND (answer IS NOT NULL OR ("
                                + FREE
                                + "))")
                .param("id", id)
                .param("owner", owner)
                .param("now", at(now))
                .update();
    }

    int deleteExpired(Instant now) {
        int deleted = 0;
        int batch;
        do {
            batch =
                    db.sql(
                                    """
                                    DELETE FROM http.request WHERE id IN (
                                        SELECT id FROM http.request
                                        WHERE expires_at <= :now
                                        AND (answer IS NOT NULL OR leased_to <= :now)
                                        LIMIT :batch FOR UPDATE SKIP LOCKED)
                                    """)
                            .param("now", at(now))
                            .param("batch", BATCH)
                            .update();
            deleted += batch;
        } while (batch == BATCH);
        return deleted;
    }

    private static StoredRequest row(ResultSet row, int number) throws SQLException {
        return new StoredRequest(
                row.getBytes("fingerprint"),
                row.getBytes("seed"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getBytes("answer"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
