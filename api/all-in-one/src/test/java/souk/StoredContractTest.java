package souk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import souk.platform.store.PersonalModule;
import souk.platform.store.PublishedNames;
import souk.platform.store.PublishedSerializer;

/**
 * What is stored is stored for ever: the JSON of every event and snapshot is pinned by an approved file. Who changes a
 * shape raises the revision, approves a file of the new one and writes an upcaster; the old file stays.
 */
class StoredContractTest {

    private static final Path APPROVED = Path.of("src/test/resources/approved");
    private static final PublishedNames NAMES = PublishedNames.in("souk");

    private final PublishedSerializer serializer =
            new PublishedSerializer(NAMES, PersonalModule.plain());

    static Stream<String> published() {
        return NAMES.currentRevisions().entrySet().stream()
                .filter(name -> !name.getKey().startsWith("test."))
                .map(name -> name.getKey() + "." + name.getValue());
    }

    @ParameterizedTest
    @MethodSource("published")
    void is_read_and_written_as_approved(String nameAndRevision) throws IOException {
        int dot = nameAndRevision.lastIndexOf('.');
        var type =
                new SimpleSerializedType(
                        nameAndRevision.substring(0, dot), nameAndRevision.substring(dot + 1));
        String approved = Files.readString(APPROVED.resolve(nameAndRevision + ".json")).strip();

        Object read =
                serializer.deserialize(
                        new SimpleSerializedObject<>(
                                approved.getBytes(StandardCharsets.UTF_8), byte[].class, type));
        var written = serializer.serialize(read, String.class);

        assertThat(written.getData()).isEqualTo(approved);
        assertThat(written.getType()).isEqualTo(type);
    }

    @Test
    void nothing_approved_is_forgotten() throws IOException {
        try (Stream<Path> files = Files.list(APPROVED)) {
            assertThat(
                            files.map(file -> file.getFileName().toString())
                                    .map(name -> name.replaceFirst("\\.\\d+\\.json$", "")))
                    .isSubsetOf(NAMES.currentRevisions().keySet());
        }
    }
}
