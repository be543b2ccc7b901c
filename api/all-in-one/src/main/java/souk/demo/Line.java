package souk.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A line of one of the files beside: how far it is moved in, and its parts. */
record Line(int level, List<List<String>> parts) {

    private static final int SPACES_PER_LEVEL = 2;

    /** All lines that say something. */
    static List<Line> of(String file) {
        try (InputStream in = Line.class.getResourceAsStream(file + ".txt")) {
            String text =
                    new String(
                            Objects.requireNonNull(in, file).readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line parse(String line) {
        String text = line.strip();
        return new Line(
                line.indexOf(text) / SPACES_PER_LEVEL,
                Arrays.stream(text.split(" : ")).map(part -> cells(part, " \\| ")).toList());
    }

    static List<String> cells(String part, String between) {
        return Arrays.stream(part.split(between)).map(String::strip).toList();
    }

    /** The cells of the first part. */
    List<String> cells() {
        return parts.getFirst();
    }

    /** The only cell of a later part. */
    String part(int index) {
        return parts.get(index).getFirst();
    }
}
