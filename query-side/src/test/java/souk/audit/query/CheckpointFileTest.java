package souk.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.kernel.proof.Checkpoint;
import souk.kernel.proof.Merkle;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class CheckpointFileTest {

    private static final Instant TIME = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir Path directory;
    private CheckpointFile file;
    private KeyPair key;

    @BeforeEach
    void begin() throws Exception {
        file = new CheckpointFile(directory.resolve("checkpoints.ndjson"));
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertThat(file.append(List.of(Line.OfKey.first("shop", key.getPublic(), TIME).text()), 0))
                .isTrue();
    }

    private String checkpoint(long size) {
        return new Line.OfCheckpoint(
                        Checkpoint.sign(
                                "shop",
                                size,
                                Merkle.empty(),
                                TIME,
                                key.getPublic(),
                                key.getPrivate()))
                .text();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("checkpoints.ndjson"));
    }

    @Test
    void is_not_written_by_whom_another_has_overtaken() throws IOException {
        long known = file.length();
        assertThat(file.append(List.of(checkpoint(7), checkpoint(9)), known)).isTrue();

        assertThat(file.append(List.of(checkpoint(7)), known)).isFalse();

        assertThat(lines()).hasSize(3).doesNotHaveDuplicates();
    }

    private void overwrite(long at, String text) throws IOException {
        try (var bytes = new RandomAccessFile(path().toFile(), "rw")) {
            bytes.seek(at);
            bytes.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Path path() {
        return directory.resolve("checkpoints.ndjson");
    }

    private long sizeRead() {
        return Objects.requireNonNull(file.read()).size();
    }

    @Test
    void is_read_on_from_where_it_was_read() throws IOException {
        file.append(List.of(checkpoint(7)), file.length());
        assertThat(sizeRead()).isEqualTo(7);
        overwrite(0, "not json");
        file.append(List.of(checkpoint(8), checkpoint(9), checkpoint(8)), file.length());

        assertThat(sizeRead()).isEqualTo(9);
        assertThat(Objects.requireNonNull(file.read()).last()).isEqualTo(checkpoint(9));
        assertThatThrownBy(() -> new CheckpointFile(path()).read())
                .isInstanceOf(Contradiction.class);
    }

    @Test
    void is_read_from_its_beginning_where_it_is_another() throws IOException {
        file.append(List.of(checkpoint(7), checkpoint(8)), file.length());
        assertThat(sizeRead()).isEqualTo(8);
        List<String> lines = lines();

        Files.write(path(), List.of(lines.get(0), lines.get(1)));
        assertThat(sizeRead()).isEqualTo(7);

        Path other = Files.write(directory.resolve("other"), List.of("none", lines.get(1)));
        Files.move(other, path(), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(this::sizeRead).isInstanceOf(Contradiction.class);
    }

    @Test
    void is_read_from_its_beginning_where_its_end_was_rewritten() throws IOException {
        file.append(List.of(checkpoint(7)), file.length());
        assertThat(sizeRead()).isEqualTo(7);
        overwrite(0, "not json");
        overwrite(file.length() - 10, "!"); // which no signature contains

        assertThatThrownBy(this::sizeRead).isInstanceOf(Contradiction.class);
    }

    @Test
    void tells_of_every_line_that_was_added_whether_it_was_signed() throws Exception {
        file.append(List.of(checkpoint(7)), file.length());
        assertThat(sizeRead()).isEqualTo(7);
        String real = checkpoint(8);
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

        file.append(List.of(checkpoint(8), real), file.length());
        assertThatThrownBy(this::sizeRead)
                .isInstanceOf(Contradiction.class)
                .hasMessageContaining("not in the chain");
    }

    @Test
    void tells_of_a_line_that_was_added_and_is_of_a_shorter_log() {
        file.append(List.of(checkpoint(7)), file.length());
        assertThat(sizeRead()).isEqualTo(7);

        file.append(List.of(checkpoint(6)), file.length());
        assertThatThrownBy(this::sizeRead)
                .isInstanceOf(Contradiction.class)
                .hasMessageContaining("has become shorter");
    }

    @Test
    void says_what_it_says_twice_only_once() {
        file.append(List.of(checkpoint(7), checkpoint(9), checkpoint(7)), file.length());
        List<String> read = new ArrayList<>();

        file.forEach(read::add);

        assertThat(read).hasSize(3);
        assertThat(Objects.requireNonNull(file.read()).size()).isEqualTo(9);
    }
}
