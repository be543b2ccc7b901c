package souk.export;

import org.postgresql.PGConnection;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * CSV as PostgreSQL writes it, straight into a file: nothing is null, two quotes are an empty text.
 */
final class Csv {

    private static final int BUFFER = 1 << 16;

    private Csv() {}

    static long write(Source source, Connection database, Path file)
            throws SQLException, IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            return database.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + source.select() + ") to stdout (format csv, header)", out);
        }
    }
}
