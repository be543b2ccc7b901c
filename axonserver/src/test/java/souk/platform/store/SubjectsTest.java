package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class SubjectsTest {

    @Test
    void finds_each_subject() {
        assertThat(
                        subjectsIn(
                                """
                                {"a":{"subject":"order_1","value":"x"},"é":[{"subject":"über"},{"b":{"subject":""}}]}\
                                """))
                .containsExactly("order_1", "über", "");
    }

    @Test
    void finds_none_in_what_somebody_has_written() {
        assertThat(subjectsIn("{\"note\":\"{\\\"subject\\\":\\\"order_1\\\"}\",\"subject\":\"b\"}"))
                .isEmpty();
    }

    @Test
    void reads_no_further_than_there_are_bytes() {
        assertThat(subjectsIn("")).isEmpty();
        assertThat(subjectsIn("{\"subject\":")).isEmpty();
        assertThat(subjectsIn("{\"subject\":\"cut o")).containsExactly("cut o");
        assertThat(subjectsIn("{\"subject\":\"")).containsExactly("");
    }

    private static List<String> subjectsIn(String json) {
        List<String> subjects = new ArrayList<>();
        Subjects.in(json.getBytes(StandardCharsets.UTF_8), subjects);
        return subjects;
    }
}
