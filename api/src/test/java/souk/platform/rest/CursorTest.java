package souk.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CursorTest {

    @Test
    void the_longest_place_in_any_list_is_read_again() {
        String longest = "BY_EMAIL " + "中".repeat(64) + "@" + "中".repeat(189) + " acc_01hzy";

        assertThat(Cursor.read(Cursor.write(longest, "accounts"), "accounts")).isEqualTo(longest);
    }
}
