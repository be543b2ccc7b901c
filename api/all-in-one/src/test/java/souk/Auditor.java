package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import souk.Members.Member;
import souk.Shopper.Reply;
import souk.account.Role;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody who looks at the past, over HTTP. */
final class Auditor {

    private final Shopper http;
    private final Member member;

    Auditor(URI shop, Members members) {
        this(shop, members.join(Role.AUDITOR));
    }

    Auditor(URI shop, Member member) {
        this.http = new Shopper(shop);
        this.member = member;
    }

    Reply ask(String what) {
        return http.get("/api/audit/" + what, member.token());
    }

    JsonNode look(String what) {
        Reply reply = ask(what);
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
        return reply.json();
    }

    /** All pages of a history, by so many events each. */
    List<JsonNode> history(String of, int limit, String... more) {
        List<JsonNode> items = new ArrayList<>();
        String first = of + "/events?limit=" + limit + String.join("", more);
        String page = first;
        while (page != null) {
            JsonNode answer = look(page);
            answer.get("items").forEach(items::add);
            assertThat(answer.get("items").size()).isLessThanOrEqualTo(limit);
            JsonNode next = answer.get("nextCursor");
            page = next == null || next.isNull() ? null : first + "&cursor=" + next.stringValue();
        }
        return items;
    }

    List<JsonNode> history(String of) {
        return history(of, 100);
    }

    /**
     * All that is to be checked fits: the log what was sealed of it, or views a rebuild of them.
     */
    void mustFindNothing(Duration patience, String... kinds) {
        String wanted =
                Stream.of(kinds).map(kind -> '"' + kind + '"').collect(Collectors.joining(","));
        Reply begun =
                http.post("/api/audit/checks", "{\"kinds\": [" + wanted + "]}", member.token());
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        JsonNode ended =
                await("What is found in " + wanted)
                        .atMost(patience)
                        .pollInSameThread()
                        .pollInterval(Duration.ofMillis(200))
                        .until(
                                () -> http.get(begun.header("Location"), member.token()).json(),
                                check -> check.path("endedAt").isString());
        assertThat(ended.get("phase").stringValue()).as(ended.toString()).isEqualTo("DONE");
        assertThat(ended.get("findings")).as(ended.toString()).isEmpty();
    }
}
