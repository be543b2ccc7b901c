package souk.projection.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.kernel.Moment;
import souk.kernel.Rejected;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;
import souk.projection.RebuildCommand;
import souk.projection.RebuildCommand.Also;
import souk.projection.RebuildCommand.CancelRebuild;
import souk.projection.RebuildCommand.RollBack;
import souk.projection.RebuildCommand.StartRebuild;
import souk.projection.RebuildQuery.FindRebuild;
import souk.projection.RebuildRejection.RebuildNotFound;
import souk.projection.RebuildRejection.RebuildOver;
import souk.projection.RebuildRejection.RebuildRunning;
import souk.projection.RebuildView;
import souk.projection.RebuildView.Difference;
import souk.projection.RebuildView.Failure;
import souk.projection.RebuildView.Kind;
import souk.projection.RebuildView.Phase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

@HttpTest
class RebuildControllerTest {

    static final String CARTS = "/api/projections/cart.view";
    static final String REBUILDS = CARTS + "/rebuilds";
    static final String ID = "reb_01hzy00000000000000000000a";
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Autowired Client client;
    @Autowired CommandBus commandBus;
    @Autowired QueryBus queryBus;

    final List<Registration> stubs = new ArrayList<>();
    final List<RebuildCommand> commands = new ArrayList<>();
    private Phase phase = Phase.SCAN;

    @BeforeEach
    void subscribe() {
        stubs.add(commandBus.subscribe(StartRebuild.class.getName(), this::carryOut));
        stubs.add(commandBus.subscribe(CancelRebuild.class.getName(), this::carryOut));
        stubs.add(commandBus.subscribe(RollBack.class.getName(), this::carryOut));
        stubs.add(queryBus.subscribe(FindRebuild.class.getName(), RebuildView.class, this::find));
    }

    @AfterEach
    void unsubscribe() {
        stubs.forEach(Registration::cancel);
    }

    private Object carryOut(CommandMessage<?> message) {
        RebuildCommand command = (RebuildCommand) message.getPayload();
        commands.add(command);
        if (command.projection().equals("busy.view")) {
            throw new Rejected(new RebuildRunning("busy.view", ID));
        }
        if (command instanceof CancelRebuild && phase == Phase.DONE) {
            throw new Rejected(new RebuildOver(command.rebuildId()));
        }
        return view(command.rebuildId(), null);
    }

    private Object find(QueryMessage<?, ?> message) {
        FindRebuild query = (FindRebuild) message.getPayload();
        if (!query.rebuildId().equals(ID)) {
            throw new Rejected(new RebuildNotFound(query.rebuildId()));
        }
        RebuildView now = view(ID, NOON.plusSeconds(60));
        phase = phase == Phase.SCAN ? Phase.LOAD : Phase.DONE;
        return now;
    }

    private RebuildView view(String id, @Nullable Instant eta) {
        return new RebuildView(
                id,
                "cart.view",
                Kind.REBUILD,
                phase,
                50,
                100,
                10,
                eta,
                List.of(new Difference("cart", "owner", "cart_1", "differs", "differs")),
                new Failure(7L, "cart.ItemAdded", "poison"),
                "cart_view_next",
                true,
                true,
                0,
                null,
                NOON,
                null);
    }

    private StartRebuild started() {
        return (StartRebuild) Objects.requireNonNull(commands.getFirst());
    }

    @Test
    void starting_answers_with_where_to_look() {
        Reply begun = client.post(REBUILDS, "", client.admin());

        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        assertThat(begun.header("Location")).isEqualTo(REBUILDS + "/" + started().rebuildId());
        assertThat(started().rebuildId()).matches("reb_[0-9a-z]{26}");
        assertThat(started())
                .isEqualTo(
                        new StartRebuild(
                                "cart.view",
                                started().rebuildId(),
                                false,
                                true,
                                0,
                                null,
                                List.of()));
        assertThat(begun.json().path("phase").asString()).isEqualTo("SCAN");
    }

    @Test
    void starting_takes_what_is_asked_for() {
        client.post(
                REBUILDS,
                """
                {"verify": true, "keepOld": false, "from": 5, "at": "2026-01-31T12:00:00Z",
                 "with": ["order.view", "cart.view", "order.view"]}
                """,
                client.admin());

        assertThat(started().verify()).isTrue();
        assertThat(started().keepOld()).isFalse();
        assertThat(started().from()).isEqualTo(5);
        assertThat(started().at()).isEqualTo(new Moment(null, NOON));
        assertThat(started().with()).extracting(Also::projection).containsExactly("order.view");
    }

    @Test
    void starting_is_refused_at_no_moment() {
        client.post(REBUILDS, "{\"at\": \"noon\"}", client.admin())
                .isProblem(400, "invalid_input")
                .names("at", "invalid_at");
        assertThat(commands).isEmpty();
    }

    @Test
    void starting_is_refused_while_another_runs() {
        Reply refused =
                client.post("/api/projections/busy.view/rebuilds", "{}", client.admin())
                        .isProblem(409, "rebuild_running");
        assertThat(refused.json().path("rebuildId").asString()).isEqualTo(ID);
    }

    @Test
    void going_back_is_a_rebuild_too() {
        Reply begun = client.post(CARTS + "/rollback", "", client.admin());
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        assertThat(commands).singleElement().isInstanceOf(RollBack.class);
        assertThat(begun.header("Location")).startsWith(REBUILDS + "/reb_");
    }

    @Test
    void looking_shows_how_far_it_is_and_what_differs() {
        Reply seen = client.get(REBUILDS + "/" + ID, client.admin());

        assertThat(seen.status()).as(seen.text()).isEqualTo(200);
        assertThat(seen.json().path("done").asLong()).isEqualTo(50);
        assertThat(seen.json().path("eta").asString()).isEqualTo("2026-01-31T12:01:00Z");
        assertThat(seen.json().at("/differences/0/column").asString()).isEqualTo("owner");
        assertThat(seen.json().at("/failure/position").asLong()).isEqualTo(7);
        client.get(REBUILDS + "/reb_01hzy00000000000000000000b", client.admin())
                .isProblem(404, "rebuild_not_found");
    }

    @Test
    void watching_is_told_until_it_is_over() {
        Reply told = client.watch(REBUILDS + "/" + ID, client.admin());

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.header("Content-Type")).startsWith("text/event-stream");
        assertThat(told.header("Cache-Control")).contains("no-store");
        assertThat(told.text().lines().filter(line -> line.startsWith("event: ")))
                .containsExactly(
                        "event: rebuild.progress",
                        "event: rebuild.progress",
                        "event: rebuild.ended");
    }

    @Test
    void cancelling_is_refused_when_it_is_over() {
        assertThat(client.delete(REBUILDS + "/" + ID, client.admin()).status()).isEqualTo(204);
        phase = Phase.DONE;
        client.delete(REBUILDS + "/" + ID, client.admin()).isProblem(409, "rebuild_over");
    }
}
