package souk.platform.query.rebuild;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The number of rows of a table and a checksum for each of its columns, in one snapshot. Read piece
 * by piece, since others may want the processors, too.
 */
record Checksums(Connection snapshot, Courtesy courtesy, Consumer<Rests> pause) {

    private static final long BLOCKS = 4_096;
    private static final long BLOCKS_BESIDE_OTHERS = 64;

    /** A column by its name in SQL. */
    record Column(String name, String type) {}

    /** The number of rows first. */
    List<String> of(String table, List<String> keys, List<Column> columns) throws SQLException {
        String query = query(table, keys, columns);
        long[] sums = new long[1 + columns.size()];
        long blocks = blocks(table);
        Rests rests = Rests.inTransaction(courtesy);
        for (long first = 0, next; first < blocks; first = next) {
            next = first + (courtesy.isDue() ? BLOCKS_BESIDE_OTHERS : BLOCKS);
            add(query.formatted(first, next), sums);
            pause.accept(rests);
        }
        return Arrays.stream(sums).mapToObj(String::valueOf).toList();
    }

    // the key is in each checksum: values that changed places would otherwise cancel out; without
    // OFFSET it would be hashed anew for each column
    private static String query(String table, List<String> keys, List<Column> columns) {
        return """
        select array[count(*)%s]
          from (select t.*, %s as key_of_row from %s t
                 where t.ctid >= '(%%d,0)' and t.ctid < '(%%d,0)' offset 0) r
        """
                .formatted(
                        columns.stream().map(Checksums::checksum).collect(joining()),
                        keys.isEmpty()
                                ? "0::bigint"
                                : "hash_record_extended(row(%s), 0)"
                                        .formatted(String.join(", ", keys)),
                        table);
    }

    // null adds nothing, and the empty text does; moments as text would take most of the time
    private static String checksum(Column column) {
        String hash =
                column.type().equals("timestamptz")
                        ? "timestamp_hash_extended(%s at time zone 'UTC', key_of_row)"
                        : "hashtextextended(%s::text, key_of_row)";
        return ", coalesce(bit_xor(%s), 0)".formatted(hash.formatted(column.name()));
    }

    // whatever the snapshot shows is in these
    private long blocks(String table) throws SQLException {
        try (var statement = snapshot.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select pg_relation_size('%s') / current_setting('block_size')::int"
                                        .formatted(table))) {
            row.next();
            return row.getLong(1);
        }
    }

    private void add(String query, long[] sums) throws SQLException {
        try (var statement = snapshot.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            Long[] piece = (Long[]) row.getArray(1).getArray();
            sums[0] += piece[0];
            for (int i = 1; i < sums.length; i++) {
                sums[i] ^= piece[i];
            }
        }
    }
}
