package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

class PreparedRecordsTest {

    record Name(@JsonValue String value) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Name {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("nobody");
            }
        }
    }

    record Crew(Name captain, int boats, @Nullable String port, List<Name> others) {}

    record Turned(String text) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Turned of(String text) {
            return new Turned(new StringBuilder(text).reverse().toString());
        }
    }

    private final JsonMapper plain = JsonMapper.builder().build();
    private final JsonMapper prepared =
            JsonMapper.builder().addModule(new PreparedRecords()).build();

    @Test
    void are_what_they_would_be_anyway() {
        for (String json :
                List.of(
                        "{\"captain\":\"Leïla\",\"boats\":3,\"port\":\"Bizerte\",\"others\":[\"Ali\"]}",
                        "{\"captain\":\"Leïla\",\"boats\":3,\"port\":null,\"others\":[]}")) {
            assertThat(prepared.readValue(json, Crew.class))
                    .isEqualTo(plain.readValue(json, Crew.class));
        }
        assertThat(prepared.readValue("\"abc\"", Turned.class)).isEqualTo(new Turned("cba"));
    }

    @Test
    void refuse_what_they_would_refuse_anyway() {
        for (String json : List.of("\"\"", "{\"captain\":\"\",\"boats\":3,\"others\":[]}")) {
            Class<?> type = json.startsWith("{") ? Crew.class : Name.class;
            assertThatThrownBy(() -> prepared.readValue(json, type))
                    .hasRootCauseInstanceOf(IllegalArgumentException.class)
                    .hasRootCauseMessage("nobody");
        }
    }
}
