package souk.audit.query;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The SQL of the log's schema, and nothing else. */
class LogTable {

    /**
     * How far the tables are.
     *
     * @param lines how many there are
     */
    record State(String origin, long size, long lines) {}

    private final JdbcOperations jdbc;

    LogTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Null before the first start. */
    @Nullable State state() {
        return jdbc
                .query(
                        """
                        select origin, size,
                               (select coalesce(max(number) + 1, 0) from audit_log.line)
                          from audit_log.log
                        """,
                        (row, _) -> new State(row.getString(1), row.getLong(2), row.getLong(3)))
                .stream()
                .findFirst()
                .orElse(null);
    }

    void begin(String origin) {
        jdbc.update("insert into audit_log.log (origin, size) values (?, 0)", origin);
    }

    void grow(long size, List<Growth.Grown> tiles) {
        store(tiles);
        jdbc.update("update audit_log.log set size = ?", size);
    }

    /** Each tile once. */
    void store(List<Growth.Grown> tiles) {
        jdbc.update(
                """
                insert into audit_log.tile (level, number, hashes)
                select * from unnest(cast(? as integer[]), cast(? as bigint[]), cast(? as bytea[]))
                on conflict (level, number) do update set hashes = excluded.hashes
                """,
                tiles.stream().map(Growth.Grown::level).toArray(Integer[]::new),
                tiles.stream().map(Growth.Grown::number).toArray(Long[]::new),
                tiles.stream().map(Growth.Grown::hashes).toArray(byte[][]::new));
    }

    Tile tile(int level, long number) {
        return tiles(level, number, number).stream()
                .findFirst()
                .orElseThrow(
                        () ->
                                new Contradiction(
                                        "the tile %d/%d of the tree is not there"
                                                .formatted(level, number)));
    }

    /** As far as nothing is missing between them. */
    List<Tile> tiles(int level, long first, long last) {
        List<Tile> row = new ArrayList<>();
        jdbc.query(
                """
                select number, hashes from audit_log.tile where level = ? and number between ? and ?
                 order by number
                """,
                found -> {
                    boolean follows =
                            found.getLong(1) == first + row.size()
                                    && (row.isEmpty() || row.getLast().count() == Tile.WIDTH);
                    if (follows) {
                        row.add(new Tile(found.getBytes(2)));
                    }
                },
                level,
                first,
                last);
        return row;
    }

    void add(long number, Line line) {
        jdbc.update(
                "insert into audit_log.line (number, size, key_id, text) values (?, ?, ?, ?)",
                number,
                line instanceof Line.OfCheckpoint signed ? signed.checkpoint().size() : null,
                line instanceof Line.OfKey key ? key.key().keyId() : null,
                line.text());
    }

    /** Those of the file take the place of all there are. */
    void replaceLines(CheckpointFile file) {
        jdbc.update("delete from audit_log.line");
        AtomicLong number = new AtomicLong();
        file.forEach(text -> add(number.getAndIncrement(), Line.parse(text)));
    }

    @Nullable Long numberOf(String text) {
        Line line = Line.parse(text);
        String column = line instanceof Line.OfCheckpoint ? "size" : "key_id";
        Object key =
                switch (line) {
                    case Line.OfCheckpoint signed -> signed.checkpoint().size();
                    case Line.OfKey of -> of.key().keyId();
                };
        return jdbc
                .queryForList(
                        "select number from audit_log.line where text = ? and " + column + " = ?",
                        Long.class,
                        text,
                        key)
                .stream()
                .findFirst()
                .orElse(null);
    }

    List<String> linesAfter(long number) {
        return jdbc.queryForList(
                "select text from audit_log.line where number > ? order by number",
                String.class,
                number);
    }

    List<String> keyLines() {
        return jdbc.queryForList(
                "select text from audit_log.line where key_id is not null order by number",
                String.class);
    }

    /** Of that size at least, smallest first. */
    List<String> checkpoints(long from, int limit) {
        return jdbc.queryForList(
                "select text from audit_log.line where size >= ? order by size limit ?",
                String.class,
                from,
                limit);
    }

    @Nullable String lastCheckpoint() {
        return jdbc
                .queryForList(
                        """
                        select text from audit_log.line where size is not null
                         order by size desc limit 1
                        """,
                        String.class)
                .stream()
                .findFirst()
                .orElse(null);
    }
}
