package souk.payment.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The inbox as admins look at it, the latest first. */
@Repository
class NoticeList {

    private static final String COLUMNS =
            "select id, number, object, type, livemode, status, attempts, created, received_at,"
                    + " next_at, last_error from payment_inbox.notice ";

    /** One in the list, and where it stands. */
    record Listed(StoredNotice notice, long number) {}

    private final JdbcClient db;

    NoticeList(JdbcClient db) {
        this.db = db;
    }

    Optional<StoredNotice> find(String id) {
        return db.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query(NoticeList::row)
                .optional()
                .map(Listed::notice);
    }

    List<Listed> list(@Nullable NoticeStatus status, long before, int limit) {
        String filter = status == null ? "" : "and status = :status ";
        var query =
                db.sql(
                                COLUMNS
                                        + "where number < :before "
                                        + filter
                                        + "order by number desc limit :limit")
                        .param("before", before)
                        .param("limit", limit);
        return (status == null ? query : query.param("status", status.name()))
                .query(NoticeList::row)
                .list();
    }

    long count(@Nullable NoticeStatus status) {
        String all = "select count(*) from payment_inbox.notice";
        return status == null
                ? db.sql(all).query(Long.class).single()
                : db.sql(all + " where status = :status")
                        .param("status", status.name())
                        .query(Long.class)
                        .single();
    }

    private static Listed row(ResultSet row, int index) throws SQLException {
        NoticeStatus status = NoticeStatus.valueOf(row.getString("status"));
        return new Listed(
                new StoredNotice(
                        row.getString("id"),
                        row.getString("object"),
                        row.getString("type"),
                        row.getBoolean("livemode"),
                        status,
                        row.getInt("attempts"),
                        at(row, "created"),
                        at(row, "received_at"),
                        status == NoticeStatus.WAITING ? at(row, "next_at") : null,
                        row.getString("last_error")),
                row.getLong("number"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
