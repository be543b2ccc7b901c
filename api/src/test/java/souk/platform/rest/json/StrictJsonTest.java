package souk.platform.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import souk.platform.rest.problem.FieldProblem;
import souk.platform.rest.problem.ProblemException;

import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class StrictJsonTest {

    private final JsonMapper json = new StrictJson().mapper();

    record Address(String line1, @Nullable String line2) {}

    record Order(int count, Address address, List<Address> others, Map<String, Address> named) {}

    record Late(@Nullable Instant at, long version, String id) {}

    @Test
    void reads_no_more_than_64_levels() {
        assertThat(json.readTree("[".repeat(64) + "]".repeat(64))).isNotNull();
        assertThatExceptionOfType(StreamConstraintsException.class)
                .isThrownBy(() -> json.readTree("[".repeat(65) + "]".repeat(65)));
    }

    @Test
    void a_primitive_left_out_is_not_zero() {
        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> json.readValue("{\"address\": {}}", Order.class));
    }

    @Test
    void whatever_is_not_nullable_is_required_wherever_it_is() {
        String body =
                """
                {"count": 1, "address": {"line2": "x"}, "others": [{"line1": "a"}, {}, null],
                 "named": {"home": {}}}
                """;
        Order order = json.readValue(body, Order.class);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> MissingMembers.refuseIn(order))
                .satisfies(
                        refused ->
                                assertThat(refused.problem().errors())
                                        .extracting(FieldProblem::field)
                                        .containsExactly(
                                                "address.line1",
                                                "others[1].line1",
                                                "others[2]",
                                                "named.home.line1"));
    }

    @Test
    void writes_members_in_their_order_times_as_iso_8601_and_nothing_for_null() {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(json.writeValueAsString(new Late(noon, 3, "a")))
                .isEqualTo("{\"at\":\"2026-01-31T12:00:00Z\",\"version\":3,\"id\":\"a\"}");
        assertThat(json.writeValueAsString(new Late(null, 3, "a")))
                .isEqualTo("{\"version\":3,\"id\":\"a\"}");
    }
}
