package souk.export;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Writes events or the table of a projection into a file, as an analyst sees them. */
public final class Export {

    private static final String USAGE =
            """
            Usage: export events|PROJECTION [options] --out FILE

              events        what has happened; of one type, with a column for each of its fields
              PROJECTION    what a projection has made of it, such as order.view

              --format csv|parquet   what the name of the file says, otherwise csv
              --types TYPE,TYPE      only these events, such as order.OrderPlaced
              --from, --to           positions, both included, or instants such as 2026-11-01
              --table NAME           which table of the projection, if it has several
            """;

    private Export() {}

    static void main(String[] arguments) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        if (arguments.length == 0 || arguments[0].equals("help")) {
            err.print(USAGE);
            return;
        }
        try {
            Request request = Request.parse(List.of(arguments));
            long rows = run(request, System.getenv());
            err.println("souk: " + rows + " rows in " + request.out());
        } catch (Misunderstanding misunderstood) {
            err.println("souk: " + misunderstood.getMessage());
            System.exit(2);
        } catch (IOException | SQLException failed) {
            err.println("souk: nothing was exported: " + failed.getMessage());
            System.exit(1);
        }
    }

    /** The file is complete or not there. */
    static long run(Request request, Map<String, String> environment)
            throws IOException, SQLException {
        Path unfinished = request.out().resolveSibling(request.out().getFileName() + ".unfinished");
        try (Connection database = Shop.open(environment)) {
            Source source = Source.of(request, database);
            long rows =
                    switch (request.format()) {
                        case CSV -> Csv.write(source, database, unfinished);
                        case PARQUET -> Parquet.write(source, database, unfinished);
                    };
            Files.move(unfinished, request.out(), StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
