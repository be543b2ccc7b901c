package souk.errand.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.errand.ErrandPage;
import souk.errand.ErrandQuery.ListParkedErrands;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;

import java.util.ArrayList;
import java.util.List;

@HttpTest
class ErrandControllerTest {

    private static final String PARKED = "/api/admin/parked-errands";

    @Autowired Client client;
    @Autowired QueryBus queries;

    private final List<String> asked = new ArrayList<>();
    private Runnable leave = () -> {};
    private String next = "";

    @BeforeEach
    void answer() {
        var registration =
                queries.<ErrandPage>subscribe(
                        ListParkedErrands.class.getName(),
                        ErrandPage.class,
                        message -> {
                            asked.add(
                                    String.valueOf(
                                            ((ListParkedErrands) message.getPayload()).after()));
                            return new ErrandPage(List.of(), next, null);
                        });
        leave = registration::cancel;
    }

    @AfterEach
    void leave() {
        leave.run();
    }

    private Reply page(String cursor) {
        return client.get(PARKED + cursor, client.admin());
    }

    private String cursor() {
        return "?cursor=" + page("").json().path("nextCursor").asString();
    }

    @Test
    void goes_on_where_a_page_has_ended() {
        next = "err_01hzy00000000000000000000a";

        assertThat(page(cursor()).status()).isEqualTo(200);

        assertThat(asked).containsExactly("null", next);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\0", "a b", "\u00e9", "' or true --"})
    void refuses_forged_cursors(String after) {
        next = after;

        page(cursor()).isProblem(400, "invalid_cursor");

        assertThat(asked).hasSize(1);
    }
}
