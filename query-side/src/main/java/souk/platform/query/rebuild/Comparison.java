package souk.platform.query.rebuild;

import static java.util.stream.Collectors.joining;

import souk.platform.query.rebuild.Checksums.Column;
import souk.platform.query.rebuild.Rebuild.Difference;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Compares two generations in one snapshot: numbers of rows, a checksum for each column, and where
 * they differ some of the rows that do. Values are not told, since some are about people.
 */
final class Comparison {

    private static final int SAMPLE = 20;

    private final Connection snapshot;
    private final Checksums ofLive;
    private final Checksums ofRebuilt;
    private final String live;
    private final String rebuilt;
    private final GenerationWriter writer;
    private final Executor helper;

    /**
     * @param ofLive and the other one: of the same snapshot, on two connections
     */
    Comparison(Checksums ofLive, Checksums ofRebuilt, GenerationWriter writer, Executor helper) {
        this.snapshot = ofLive.snapshot();
        this.ofLive = ofLive;
        this.ofRebuilt = ofRebuilt;
        this.live = writer.schema().model();
        this.rebuilt = writer.schema().name();
        this.writer = writer;
        this.helper = helper;
    }

    List<Difference> differences() throws SQLException {
        List<Difference> all = new ArrayList<>();
        for (String table : GenerationSchema.tablesOfRows(snapshot, live)) {
            List<String> keys = columns(table, true).stream().map(Column::name).toList();
            List<Column> columns = columns(table, false);
            CompletableFuture<List<String>> beside =
                    CompletableFuture.supplyAsync(
                            () -> checksums(ofRebuilt, rebuilt + "." + table, keys, columns),
                            helper);
            List<String> here =
                    writer.together(
                            () -> checksums(ofLive, live + "." + table, keys, columns), beside);
            List<String> there = beside.join();
            for (int i = 0; i < here.size(); i++) {
                if (!here.get(i).equals(there.get(i))) {
                    all.add(
                            new Difference(
                                    table,
                                    i == 0 ? null : columns.get(i - 1).name(),
                                    null,
                                    here.get(i),
                                    there.get(i)));
                }
            }
            if (!here.equals(there)) {
                List<String> names = columns.stream().map(Column::name).toList();
                all.addAll(writer.slowly(snapshot, _ -> sample(table, keys, names)));
            }
        }
        return all;
    }

    private List<String> checksums(
            Checksums of, String table, List<String> keys, List<Column> columns) {
        return writer.slowly(of.snapshot(), _ -> of.of(table, keys, columns));
    }

    private List<Column> columns(String table, boolean ofKey) throws SQLException {
        List<Column> columns = new ArrayList<>();
        String query =
                """
                select quote_ident(a.attname), y.typname
                  from pg_attribute a join pg_type y on y.oid = a.atttypid
                 where a.attrelid = '%1$s.%2$s'::regclass and a.attnum > 0 and not a.attisdropped
                   and (not %3$s or a.attnum = any (
                           (select i.indkey from pg_index i
                             where i.indrelid = a.attrelid and i.indisprimary)::int2[]))
                 order by a.attnum
                """
                        .formatted(live, table, ofKey);
        try (var statement = snapshot.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2)));
            }
        }
        return columns;
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
