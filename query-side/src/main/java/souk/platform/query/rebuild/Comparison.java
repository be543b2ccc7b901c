package souk.platform.query.rebuild;

import static java.util.stream.Collectors.joining;

import souk.platform.query.rebuild.Rebuild.Difference;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares two generations in one snapshot: numbers of rows, a checksum for each column, and where
 * they differ some of the rows that do. Values are not told, since some are about people. Tables
 * are read piece by piece, since others may want the processors, too.
 */
final class Comparison {

    private static final int SAMPLE = 20;
    private static final long BLOCKS = 4_096;
    private static final long BLOCKS_BESIDE_OTHERS = 64;

    private final Connection snapshot;
    private final String live;
    private final String rebuilt;
    private final Courtesy courtesy;
    private final Runnable pause;

    /**
     * @param pause between pieces
     */
    Comparison(
            Connection snapshot,
            String live,
            String rebuilt,
            Courtesy courtesy,
            Runnable pause) {
        this.snapshot = snapshot;
        this.live = live;
        this.rebuilt = rebuilt;
        this.courtesy = courtesy;
        this.pause = pause;
    }

    List<Difference> differences() throws SQLException {
        List<Difference> all = new ArrayList<>();
        for (String table : GenerationSchema.tablesOfRows(snapshot, live)) {
            List<String> keys = columns(table, true);
            List<String> columns = columns(table, false);
            List<String> ofLive = checksums(live, table, keys, columns);
            List<String> ofRebuilt = checksums(rebuilt, table, keys, columns);
            for (int i = 0; i < ofLive.size(); i++) {
                if (!ofLive.get(i).equals(ofRebuilt.get(i))) {
                    all.add(
                            new Difference(
                                    table,
                                    i == 0 ? null : columns.get(i - 1),
                                    null,
                                    ofLive.get(i),
                                    ofRebuilt.get(i)));
                }
            }
            if (!ofLive.equals(ofRebuilt)) {
                all.addAll(sample(table, keys, columns));
            }
        }
        return all;
    }

    private List<String> columns(String table, boolean ofKey) throws SQLException {
        return row(
                """
                select coalesce(array_agg(quote_ident(a.attname) order by a.attnum), '{}')
                  from pg_attribute a
                 where a.attrelid = '%1$s.%2$s'::regclass and a.attnum > 0 and not a.attisdropped
                   and (not %3$s or a.attnum = any (
                           (select i.indkey from pg_index i
                             where i.indrelid = a.attrelid and i.indisprimary)::int2[]))
                """
                        .formatted(live, table, ofKey));
    }

    // the key is in each checksum: values that changed places would otherwise cancel out
    private List<String> checksums(
            String schema, String table, List<String> keys, List<String> columns)
            throws SQLException {
        String query =
                """
                select array[count(*)%s]
                  from (select t.*, %s as key_of_row from %s.%s t
                         where t.ctid >= '(%%d,0)' and t.ctid < '(%%d,0)') r
                """
                        .formatted(
                                columns.stream().map(Comparison::checksum).collect(joining()),
                                keys.isEmpty()
                                        ? "0::bigint"
                                        : "hash_record_extended(row(%s), 0)"
                                                .formatted(String.join(", ", keys)),
                                schema,
                                table);
        long[] sums = new long[1 + columns.size()];
        long blocks = blocks(schema, table);
        for (long first = 0, next; first < blocks; first = next) {
            next = first + (courtesy.isDue() ? BLOCKS_BESIDE_OTHERS : BLOCKS);
            add(query.formatted(first, next), sums);
            pause.run();
        }
        return Arrays.stream(sums).mapToObj(String::valueOf).toList();
    }

    // null adds nothing, and the empty text does
    private static String checksum(String column) {
        return ", coalesce(bit_xor(hashtextextended(%s::text, key_of_row)), 0)".formatted(column);
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

    // whatever the snapshot shows is in these
    private long blocks(String schema, String table) throws SQLException {
        try (var statement = snapshot.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select pg_relation_size('%s.%s') / current_setting('block_size')::int"
                                        .formatted(schema, table))) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<String> row(String query) throws SQLException {
        try (var statement = snapshot.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return List.of((String[]) row.getArray(1).getArray());
        }
    }

    private List<Difference> sample(String table, List<String> keys, List<String> columns)
            throws SQLException {
        List<Difference> sample = new ArrayList<>();
        if (keys.isEmpty()) {
            return sample;
        }
        String query =
                """
                select concat_ws(' ', %1$s),
                       l.%2$s is not null, r.%2$s is not null,
                       array_remove(array[%3$s], null)
                  from %4$s.%6$s l full join %5$s.%6$s r using (%7$s)
                 where l.%2$s is null or r.%2$s is null or %8$s
                 limit %9$d
                """
                        .formatted(
                                keys.stream().map(it -> it + "::text").collect(joining(", ")),
                                keys.getFirst(),
                                columns.stream()
                                        .map(
                                                it ->
                                                        "case when l.%1$s::text is distinct from r.%1$s::text then '%1$s' end"
                                                                .formatted(it))
                                        .collect(joining(", ")),
                                live,
                                rebuilt,
                                table,
                                String.join(", ", keys),
                                columns.stream()
                                        .map(
                                                it ->
                                                        "l.%1$s::text is distinct from r.%1$s::text"
                                                                .formatted(it))
                                        .collect(joining(" or ")),
                                SAMPLE);
        try (var statement = snapshot.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                add(table, rows, sample);
            }
        }
        return sample;
    }

    private static void add(String table, ResultSet row, List<Difference> sample)
            throws SQLException {
        String key = row.getString(1);
        boolean inLive = row.getBoolean(2);
        boolean inRebuilt = row.getBoolean(3);
        if (inLive && inRebuilt) {
            for (String column : (String[]) row.getArray(4).getArray()) {
                sample.add(new Difference(table, column, key, "differs", "differs"));
            }
        } else {
            sample.add(
                    new Difference(
                            table,
                            null,
                            key,
                            inLive ? "present" : "absent",
                            inRebuilt ? "present" : "absent"));
        }
    }
}
