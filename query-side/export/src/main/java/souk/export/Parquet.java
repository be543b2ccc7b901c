package souk.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Parquet as DuckDB writes it, from CSV beside it that is removed afterwards. */
final class Parquet {

    /** A payload came in a request of one megabyte at most, and CSV may double it. */
    private static final int LONGEST_LINE = 8 << 20;

    private static final int BUFFER = 4 * LONGEST_LINE;

    private Parquet() {}

    static long write(Source source, Connection database, Path file)
            throws SQLException, IOException {
        Path csv = file.resolveSibling(file.getFileName() + ".csv");
        try {
            long rows = Csv.write(source, database, csv);
            convert(source, csv, file);
            return rows;
        } finally {
            Files.deleteIfExists(csv);
        }
    }

    private static void convert(Source source, Path csv, Path parquet) throws SQLException {
        String columns =
                source.columns().stream()
                        .map(it -> literal(it.name()) + ": " + literal(it.typeInParquet()))
                        .collect(Collectors.joining(", ", "{", "}"));
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duck.createStatement()) {
            statement.execute("set memory_limit = '512MB'");
            statement.execute(
                    """
                    copy (select * from read_csv(%s, auto_detect = false, header = true, columns = %s,
                                                 delim = ',', quote = '"', escape = '"', nullstr = '',
                                                 allow_quoted_nulls = false, parallel = false,
                                                 max_line_size = %d, buffer_size = %d))
                      to %s (format parquet, compression zstd)
                    """
                            .formatted(
                                    literal(csv.toString()),
                                    columns,
                                    LONGEST_LINE,
                                    BUFFER,
                                    literal(parquet.toString())));
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
