package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import souk.kernel.Personal;
import souk.kernel.Published;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;

class StoredShapesTest {

    enum Kind {
        SAIL,
        ROW
    }

    record Name(@JsonValue String value) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Name {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("nobody");
            }
        }
    }

    record Price(long amount, Currency currency) {}

    @Published("test.Sailed")
    record Sailed(
            Name captain,
            @Nullable Name mate,
            int boats,
            @Nullable Long miles,
            boolean back,
            Kind kind,
            Set<Kind> kinds,
            Map<String, String> flags,
            List<Price> prices,
            Personal<Name> guest,
            Personal<String> unknown,
            Instant at,
            @Nullable Instant until) {}

    @Published("test.Renamed")
    record Renamed(@JsonProperty("other") String own) {}

    @Published("test.Waited")
    record Waited(Duration howLong) {}

    /** A seal that hides nothing, but of those who are erased. */
    private static final PersonalModule.Cipher OPEN =
            new PersonalModule.Cipher() {
                @Override
                public byte[] seal(String subject, byte[] plain) {
                    return plain;
                }

                @Override
                public byte @Nullable [] open(String subject, byte[] sealed) {
                    return subject.equals("erased") ? null : sealed;
                }
            };

    private final PublishedSerializer jackson =
            new PublishedSerializer(
                    PublishedNames.of(Sailed.class, Renamed.class, Waited.class),
                    PersonalModule.sealing(OPEN));
    private final StoredShapes shapes = new StoredShapes(OPEN);

    private static Sailed sailed(String captain, @Nullable Name mate, Instant at) {
        return new Sailed(
                new Name(captain),
                mate,
                -3,
                mate == null ? null : 1_234_567_890_123L,
                mate != null,
                Kind.SAIL,
                Set.of(Kind.ROW, Kind.SAIL),
                Map.of("red", "no", "white", ""),
                List.of(
                        new Price(0, Currency.getInstance("TND")),
                        new Price(Long.MAX_VALUE / 100, Currency.getInstance("EUR"))),
                Personal.of("acc_1", new Name("Aïcha")),
                new Personal.Erased<>("erased"),
                at,
                mate == null ? null : at.plusNanos(123_456_000));
    }

    private byte[] written(Object event) {
        return jackson.serialize(event, byte[].class).getData();
    }

    private Object read(byte[] json, Class<?> type) {
        JsonBytes bytes = new JsonBytes(json);
        Object read = shapes.of(type).orElseThrow().read(bytes);
        bytes.end();
        assertThat(read).isNotNull();
        return read;
    }

    @Test
    void read_what_was_written() {
        for (Sailed event :
                List.of(
                        sailed("Leïla", null, Instant.parse("2026-11-21T12:30:00Z")),
                        sailed("Leila", new Name("Ali"), Instant.parse("1969-02-28T23:59:59.9Z")),
                        sailed(
                                "\u6d77",
                                new Name("-"),
                                Instant.parse("2024-02-29T00:00:00.000001Z")))) {
            byte[] json = written(event);
            assertThat(read(json, Sailed.class))
                    .isEqualTo(event)
                    .isEqualTo(jackson.mapper().readValue(json, Sailed.class));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":1, \"currency\":\"EUR\"}",
                "{\"currency\":\"EUR\",\"amount\":1}",
                "{\"amount\":1,\"currency\":\"EUR\",\"more\":2}",
                "{\"amount\":1}",
                "{\"amount\":1.0,\"currency\":\"EUR\"}",
                "{\"amount\":null,\"currency\":\"EUR\"}",
                "{\"amount\":9999999999999999999,\"currency\":\"EUR\"}",
                "{\"amount\":1,\"currency\":\"\\u0045UR\"}",
                "{\"amount\":1,\"currency\":\"EUR\"}}",
                "{\"amount\":1,\"currency\":\"EUR",
                ""
            })
    void leave_what_looks_otherwise(String json) {
        assertThatExceptionOfType(JsonBytes.Unlike.class)
                .isThrownBy(() -> read(json.getBytes(StandardCharsets.UTF_8), Price.class));
    }

    @Test
    void leave_what_a_record_refuses() {
        assertThatExceptionOfType(JsonBytes.Unlike.class)
                .isThrownBy(() -> read("\"\"".getBytes(StandardCharsets.UTF_8), Name.class));
    }

    @Test
    void know_nothing_of_what_jackson_was_told() {
        assertThat(shapes.of(Renamed.class)).isEmpty();
        assertThat(shapes.of(Waited.class)).isEmpty();
    }

    @Test
    void know_what_is_about_people() {
        assertThat(shapes.of(Sailed.class)).get().returns(true, StoredShape::isPersonal);
        assertThat(shapes.of(Price.class)).get().returns(false, StoredShape::isPersonal);
    }
}
