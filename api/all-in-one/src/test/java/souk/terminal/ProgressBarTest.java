package souk.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

class ProgressBarTest {

    private static String shown(String phase, long done, long total, long rate) {
        var bytes = new ByteArrayOutputStream();
        new ProgressBar("cart.view", new PrintStream(bytes, true, StandardCharsets.UTF_8), false)
                .show(
                        JsonMapper.shared()
                                .createObjectNode()
                                .put("phase", phase)
                                .put("done", done)
                                .put("total", total)
                                .put("rate", rate));
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void tells_how_far_it_is_and_how_long_the_rest_takes() {
        assertThat(shown("SCAN", 1_500, 6_000, 100))
                .isEqualTo(
                        "cart.view SCAN      [#######.......................]  25 %"
                                + "  1,500 of 6,000  100/s  0:00:45 left");
    }

    @Test
    void what_is_done_is_done_even_if_there_was_nothing_to_do() {
        assertThat(shown("DONE", 0, 0, 0)).endsWith("[##############################] 100 %");
        assertThat(shown("SCAN", 0, 0, 0)).endsWith("[..............................]   0 %");
    }
}
