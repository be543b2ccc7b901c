package souk.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import souk.kernel.proof.Checkpoint;
import souk.kernel.proof.Merkle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void says_what_it_says_twice_only_once() {
        file.append(List.of(checkpoint(7), checkpoint(9), checkpoint(7)), file.length());
        List<String> read = new ArrayList<>();

        file.forEach(read::add);

        assertThat(read).hasSize(3);
        assertThat(Objects.requireNonNull(file.read()).size()).isEqualTo(9);
    }
}
