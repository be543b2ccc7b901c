package souk;

import org.springframework.jdbc.core.JdbcOperations;

import java.util.List;

/** Somebody with all rights on the database, and a way to undo what he did. */
final class Tampering {

    private static final String EVENT = "event_store.event";
    private static final List<String> TABLES =
            List.of(EVENT, "audit_log.log", "audit_log.tile", "audit_log.line");

    private final JdbcOperations sql;

    Tampering(JdbcOperations sql) {
        this.sql = sql;
    }

    /** What there is now is what comes back. */
    void remember() {
        sql.execute("drop schema if exists kept cascade");
        sql.execute("create schema kept");
        TABLES.forEach(it -> sql.execute("create table %s as table %s".formatted(kept(it), it)));
    }

    void undo() {
        for (String table : TABLES) {
            sql.execute("truncate " + table);
            sql.execute("insert into %s table %s".formatted(table, kept(table)));
        }
    }

    private static String kept(String table) {
        return "kept." + table.replace('.', '_');
    }

    /** One byte in the middle of it. */
    void flip(String column, long position) {
        sql.update(
                "update %1$s set %2$s = set_byte(%2$s, length(%2$s) / 2, get_byte(%2$s, length(%2$s) / 2) # 1) where position = ?"
                        .formatted(EVENT, column),
                position);
    }

    void set(String column, String expression, long position) {
        sql.update(
                "update %s set %s = %s where position = ?".formatted(EVENT, column, expression),
                position);
    }

    void delete(long position) {
        sql.update("delete from " + EVENT + " where position = ?", position);
    }

    void swap(long one, long other) {
        move(one, -1);
        move(other, one);
        move(-1, other);
    }

    private void move(long from, long to) {
        sql.update("update " + EVENT + " set position = ? where position = ?", to, from);
    }

    /** Whatever comes after makes room. */
    void insert(long position) {
        long head = head();
        for (long it = head; it >= position; it--) {
            move(it, it + 1);
        }
        sql.update(
                """
                insert into %1$s
                select ?, 'made_up', 0, type, time, recorded_at, gen_random_uuid(), metadata, payload
                  from %1$s where position = ?
                """
                        .formatted(EVENT),
                position,
                position + 1);
    }

    void truncate(long size) {
        sql.update("delete from " + EVENT + " where position >= ?", size);
    }

    /** An older backup of all that is in the database. */
    void restore(long size) {
        truncate(size);
        sql.update("update audit_log.log set size = ?", size);
        sql.update("delete from audit_log.line where size > ?", size);
        sql.update(
                "update audit_log.tile set hashes = substr(hashes, 1, ?::int) where level = 0 and"
                        + " number = ?",
                32 * (size % 256),
                size / 256);
        sql.update("delete from audit_log.tile where level = 0 and number > ?", size / 256);
    }

    /** The leaf follows the event, as if it had been so from the beginning. */
    void forge(long position, byte[] leaf) {
        sql.update(
                "update audit_log.tile set hashes = overlay(hashes placing ? from ?) where level ="
                        + " 0 and number = ?",
                leaf,
                (int) (position % 256) * 32 + 1,
                position / 256);
    }

    long head() {
        Long head = sql.queryForObject("select max(position) from " + EVENT, Long.class);
        return head == null ? -1 : head;
    }
}
