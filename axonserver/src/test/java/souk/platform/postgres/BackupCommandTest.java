package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class BackupCommandTest {

    private static final String EVERYTHING = "It holds all keys.";

    @TempDir Path directory;

    private Path data;

    @BeforeEach
    void create() throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
    }

    @Test
    void says_that_all_keys_are_in_it_where_they_are_below_the_data() throws Exception {
        assertThat(BackupCommand.held(data, null)).isEqualTo(EVERYTHING);
        assertThat(BackupCommand.held(data, "")).isEqualTo(EVERYTHING);
        assertThat(BackupCommand.held(data, data.resolve("signed").toString()))
                .isEqualTo(EVERYTHING);
        Path link = Files.createSymbolicLink(directory.resolve("link"), data);
        assertThat(BackupCommand.held(link, data.resolve("audit").toString()))
                .isEqualTo(EVERYTHING);
    }

    @Test
    void says_what_is_not_in_it_where_the_log_is_signed_elsewhere() throws Exception {
        Path signed = Files.createDirectory(directory.resolve("signed"));

        assertThat(BackupCommand.held(data, signed.toString()))
                .contains("nothing of " + signed)
                .doesNotContain(EVERYTHING);
        assertThat(BackupCommand.held(data, data + "/../signed")).doesNotContain(EVERYTHING);
        Files.createSymbolicLink(data.resolve("audit"), signed);
        assertThat(BackupCommand.held(data, null)).doesNotContain(EVERYTHING);
    }
}
