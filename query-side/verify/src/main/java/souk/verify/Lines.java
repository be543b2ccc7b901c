package souk.verify;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file, one at a time. */
final class Lines implements AutoCloseable {

    private final Path file;
    private final BufferedReader reader;
    private long number;

    Lines(Path file) {
        this.file = file;
        try {
            // broken characters are faults: they would be replaced otherwise
            this.reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    Files.newInputStream(file),
                                    StandardCharsets.UTF_8.newDecoder()));
        } catch (IOException gone) {
            throw new Unable(file + " can't be read: " + gone.getMessage());
        }
    }

    Place place() {
        return new Place(file, number);
    }

    /** Null at the end; empty lines are passed over. */
    @Nullable String next() {
        try {
            String line = reader.readLine();
            number++;
            while (line != null && line.isBlank()) {
                line = reader.readLine();
                number++;
            }
            return line;
        } catch (CharacterCodingException broken) {
            throw new Unable(file + " is not UTF-8, about line " + (number + 1));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
