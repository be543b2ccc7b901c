package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;

import souk.AnalystTest.OfAnalysts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The questions of docs/analysts.md, asked by an analyst, answer what is written there. */
@OfAnalysts
class AnalystQuestionsTest {

    private static final Path GUIDE = Path.of("../../docs/analysts.md");

    private static final Pattern QUESTION =
            Pattern.compile(
                    "#### (\\d+\\. [^\\n]+)\\n+```sql\\n(.*?)```\\n+((?:\\|[^\\n]*\\n)+)",
                    Pattern.DOTALL);

    /** What differs from day to day, and how it looks. */
    private static final Map<String, Pattern> CHANGING =
            Map.of(
                    "day", Pattern.compile("\\d{4}-\\d{2}-\\d{2}"),
                    "median_seconds", Pattern.compile("\\d+(\\.\\d+)?"));

    @LocalServerPort int port;
    @Autowired Environment settings;

    @BeforeEach
    void live() {
        SmallHistory.in(URI.create("http://localhost:" + port));
    }

    @TestFactory
    Stream<DynamicTest> all() throws IOException {
        SmallHistory.in(URI.create("http://localhost:" + port));
        List<MatchResult> questions = QUESTION.matcher(Files.readString(GUIDE)).results().toList();
        assertThat(questions).hasSize(10);
        return questions.stream()
                .map(it -> DynamicTest.dynamicTest(it.group(1), () -> answers(it)));
    }

    private void answers(MatchResult question) {
        List<List<String>> written =
                question.group(3).lines().map(AnalystQuestionsTest::cells).toList();
        List<String> columns = written.getFirst();
        List<List<String>> rows = written.subList(2, written.size());

        List<Map<String, Object>> answered =
                AnalystTest.analyst(settings).queryForList(question.group(2));

        assertThat(answered)
                .map(row -> columns.stream().map(name -> shown(name, row.get(name))).toList())
                .isEqualTo(rows.stream().map(row -> shown(columns, row)).toList());
        assertThat(answered).allSatisfy(row -> assertThat(row.keySet()).containsAll(columns));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
                .map(String::strip)
                .toList();
    }

    private static List<String> shown(List<String> columns, List<String> row) {
        return Stream.iterate(0, i -> i < columns.size(), i -> i + 1)
                .map(i -> shown(columns.get(i), row.get(i)))
                .toList();
    }

    private static String shown(String column, Object value) {
        Pattern form = CHANGING.get(column);
        return form != null && form.matcher(value.toString()).matches() ? column : value.toString();
    }
}
