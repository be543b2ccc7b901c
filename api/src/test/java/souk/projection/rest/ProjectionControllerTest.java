package souk.projection.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;
import souk.projection.AllProjections;
import souk.projection.DeadLetterPage;
import souk.projection.DeadLetterPage.DeadLetter;
import souk.projection.ProjectionCommand.DiscardDeadLetter;
import souk.projection.ProjectionCommand.RetryDeadLetter;
import souk.projection.ProjectionQuery.FindDeadLetter;
import souk.projection.ProjectionQuery.FindProjection;
import souk.projection.ProjectionQuery.ListDeadLetters;
import souk.projection.ProjectionQuery.ListProjections;
import souk.projection.ProjectionRejection.DeadLetterNotFound;
import souk.projection.ProjectionRejection.ProjectionNotFound;
import souk.projection.ProjectionView;
import souk.projection.RetryOutcome;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

@HttpTest
class ProjectionControllerTest {

    static final String CARTS = "/api/projections/cart.view";
    static final String LETTERS = CARTS + "/dead-letters";
    static final ProjectionView VIEW =
            new ProjectionView("cart.view", 1, 41, 42, 1, 12.5, 145, null, null);

    /** More than a page can hold. */
    static final int MANY = 145;

    @Autowired Client client;
    @Autowired CommandBus commandBus;
    @Autowired QueryBus queryBus;

    final List<Registration> stubs = new ArrayList<>();
    final List<Object> commands = new ArrayList<>();
    boolean answerLost;

    @BeforeEach
    void subscribe() {
        stubs.add(
                queryBus.subscribe(
                        ListProjections.class.getName(),
                        AllProjections.class,
                        (QueryMessage<?, ?> _) -> new AllProjections(List.of(VIEW))));
        stubs.add(
                queryBus.subscribe(
                        FindProjection.class.getName(), ProjectionView.class, this::find));
        stubs.add(
                queryBus.subscribe(
                        ListDeadLetters.class.getName(), DeadLetterPage.class, this::letters));
        stubs.add(
                queryBus.subscribe(
                        FindDeadLetter.class.getName(), DeadLetter.class, this::findLetter));
        stubs.add(commandBus.subscribe(RetryDeadLetter.class.getName(), this::retry));
        stubs.add(commandBus.subscribe(DiscardDeadLetter.class.getName(), this::discard));
    }

    @AfterEach
    void unsubscribe() {
        stubs.forEach(Registration::cancel);
    }

    private Object find(QueryMessage<?, ?> message) {
        FindProjection query = (FindProjection) message.getPayload();
        if (query.projection().equals("slow.view")) {
            return new CompletableFuture<ProjectionView>();
        }
        if (!query.projection().equals("cart.view")) {
            throw new Rejected(new ProjectionNotFound(query.projection()));
        }
        return VIEW;
    }

    private Object letters(QueryMessage<?, ?> message) {
        ListDeadLetters query = (ListDeadLetters) message.getPayload();
        int from = query.after() == null ? 0 : Integer.parseInt(query.after());
        int to = Math.min(MANY, from + query.limit());
        return new DeadLetterPage(
                IntStream.range(from, to).mapToObj(ProjectionControllerTest::letter).toList(),
                to == MANY ? null : "" + to);
    }

    private Object findLetter(QueryMessage<?, ?> message) {
        String id = ((FindDeadLetter) message.getPayload()).letterId();
        int number = Integer.parseInt(id.substring("letter-".length()));
        if (number >= MANY) {
            throw new Rejected(new DeadLetterNotFound(id));
        }
        return letter(number);
    }

    private static DeadLetter letter(int number) {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        return new DeadLetter(
                "letter-" + number,
                "cart_1",
                number,
                7L,
                "cart.ItemAdded",
                null,
                null,
                1,
                noon,
                noon);
    }

    private Object retry(CommandMessage<?> message) {
        commands.add(message.getPayload());
        RetryDeadLetter command = (RetryDeadLetter) message.getPayload();
        if (command.letterId().equals("unknown")) {
            throw new Rejected(new DeadLetterNotFound(command.letterId()));
        }
        return answerLost
                ? new GenericCommandResultMessage<>(
                        (Object) null, Map.of(MessageKeys.REPLAYED, true))
                : new RetryOutcome(true, 44);
    }

    private Object discard(CommandMessage<?> message) {
        commands.add(message.getPayload());
        return new GenericCommandResultMessage<>((Object) null);
    }

    @Nested
    class Looking {

        @Test
        void lists_all() {
            Reply reply = client.get("/api/projections", client.admin());
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(reply.json().path("items").toString())
                    .isEqualTo(
                            "[{\"name\":\"cart.view\",\"generation\":1,\"position\":41,\"head\":42,"
                                    + "\"lag\":1,\"rate\":12.5,\"deadLetters\":145}]");
        }

        @Test
        void finds_one() {
            Reply reply = client.get(CARTS, client.admin());
            assertThat(reply.json().path("lag").asLong()).isEqualTo(1);
        }

        @Test
        void is_refused_where_there_is_none() {
            Reply refused =
                    client.get("/api/projections/no.view", client.admin())
                            .isProblem(404, "projection_not_found");
            assertThat(refused.json().path("projection").asString()).isEqualTo("no.view");
        }

        @Test
        void does_not_wait_for_ever() {
            Reply late =
                    client.get("/api/projections/slow.view", client.admin())
                            .isProblem(504, "no_answer_in_time");
            assertThat(late.json().path("retryable").asBoolean()).isTrue();
        }
    }

    @Nested
    class Paging_through_letters {

        @Test
        void starts_with_twenty() {
            Reply page = client.get(LETTERS, client.admin());
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            assertThat(page.json().path("items").size()).isEqualTo(20);
            assertThat(page.json().path("items").path(0).path("id").asString())
                    .isEqualTo("letter-0");
            assertThat(page.json().has("total")).isFalse();
        }

        @Test
        void follows_the_links_to_the_end() {
            List<String> ids = new ArrayList<>();
            String next = LETTERS + "?limit=10";
            int pages = 0;
            Reply page;
            do {
                page = client.get(next, client.admin());
                page.json().path("items").forEach(item -> ids.add(item.path("id").asString()));
                next = page.header("Link").replaceFirst("<(.*)>; rel=\"next\"", "$1");
                pages++;
                if (!next.isEmpty()) {
                    assertThat(next)
                            .contains("cursor=" + page.json().path("nextCursor").asString());
                }
            } while (!next.isEmpty());

            assertThat(pages).isEqualTo(15);
            assertThat(ids).hasSize(MANY).doesNotHaveDuplicates();
            assertThat(page.json().has("nextCursor")).isTrue();
            assertThat(page.json().path("nextCursor").isNull()).isTrue();
        }

        @Test
        void counts_when_asked_to() {
            assertThat(
                            client.get(LETTERS + "?total=true&limit=1", client.admin())
                                    .json()
                                    .path("total")
                                    .asLong())
                    .isEqualTo(MANY);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "101", "-1", "x", "1.5", "", "99999999999999999999", "%00"})
        void is_refused_with_another_limit(String limit) {
            client.get(LETTERS + "?limit=" + limit, client.admin())
                    .isProblem(400, "invalid_input")
                    .names("limit", "invalid_limit");
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "", "AAAA", "MjA", "%3Cscript%3E", "MjAMjAMjAMjA"})
        void is_refused_with_a_cursor_of_the_clients_own(String cursor) {
            client.get(LETTERS + "?cursor=" + cursor, client.admin())
                    .isProblem(400, "invalid_cursor");
        }

        @Test
        void is_refused_with_the_cursor_of_another_list() {
            String cursor =
                    client.get(LETTERS, client.admin()).json().path("nextCursor").asString();
            client.get("/api/projections/other.view/dead-letters?cursor=" + cursor, client.admin())
                    .isProblem(400, "invalid_cursor");
        }

        @ParameterizedTest
        @CsvSource({"sort=at, sort", "type=x, type", "Limit=5, Limit", "offset=5, offset"})
        void is_refused_with_filters_and_sorts_it_does_not_know(String query, String name) {
            client.get(LETTERS + "?" + query, client.admin())
                    .isProblem(400, "invalid_input")
                    .names(name, "unknown_parameter");
        }
    }

    @Nested
    class Retrying {

        @Test
        void says_what_became_of_it() {
            Reply retried = client.post(LETTERS + "/letter-1/retry", "", client.admin());
            assertThat(retried.status()).isEqualTo(200);
            assertThat(retried.json().toString()).isEqualTo("{\"handled\":true,\"remaining\":44}");
            assertThat(commands).containsExactly(new RetryDeadLetter("cart.view", "letter-1"));
        }

        @Test
        void looks_at_the_letters_where_the_first_answer_was_lost() {
            answerLost = true;
            assertThat(client.post(LETTERS + "/letter-144/retry", "", client.admin()).text())
                    .isEqualTo("{\"handled\":false,\"remaining\":145}");
            assertThat(client.post(LETTERS + "/letter-199/retry", "", client.admin()).text())
                    .isEqualTo("{\"handled\":true,\"remaining\":145}");
        }

        @Test
        void is_refused_where_there_is_no_such_letter() {
            client.post(LETTERS + "/unknown/retry", "", client.admin())
                    .isProblem(404, "dead_letter_not_found");
        }
    }

    @Nested
    class Discarding {

        @Test
        void takes_a_reason_from_the_query_or_the_body() {
            Reply one = client.delete(LETTERS + "/letter-1?reason=a%20test", client.admin());
            assertThat(one.status()).as(one.text()).isEqualTo(204);
            Reply other =
                    client.send(
                            "DELETE",
                            LETTERS + "/letter-2",
                            BodyPublishers.ofString("{\"reason\": \"a test\"}"),
                            Client.with(client.admin(), "Content-Type", "application/json"));
            assertThat(other.status()).as(other.text()).isEqualTo(204);
            assertThat(commands)
                    .containsExactly(
                            new DiscardDeadLetter("cart.view", "letter-1", "a test"),
                            new DiscardDeadLetter("cart.view", "letter-2", "a test"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "?reason=", "?reason=%20"})
        void is_refused_without(String query) {
            client.delete(LETTERS + "/letter-1" + query, client.admin())
                    .isProblem(400, "invalid_input")
                    .names("reason", "invalid_reason");
            assertThat(commands).isEmpty();
        }
    }
}
