package souk.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.audit.Access;
import souk.audit.Access.Kind;
import souk.audit.AccessId;
import souk.audit.AccessPage;
import souk.audit.AccessQuery.ListAccesses;
import souk.audit.AccessQuery.ListAccesses.Filter;
import souk.audit.AccessView;
import souk.audit.AuditEvent.Accessed;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.platform.query.QueryNodeTest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Looks as auditors find them, from events to answers. */
@QueryNodeTest
class AccessViewTest {

    private static int created;

    @Autowired EventStore events;
    @Autowired QueryBus queries;

    private final String target = "orders/" + created; // each test looks at its own only

    private AccessId look(String actor, Kind kind, boolean personal) {
        return look(actor, new Access(kind, target, "all", personal, "because"));
    }

    private AccessId look(String actor, Access access) {
        var id = new AccessId(Ids.of(AccessId.PREFIX, ++created, new byte[10]));
        events.publish(
                new GenericDomainEventMessage<>(
                        "Look",
                        id.value(),
                        0,
                        new Accessed(id, access),
                        MetaData.from(
                                Map.of(MessageKeys.ACTOR, actor, MessageKeys.ROLE, "AUDITOR"))));
        return id;
    }

    private AccessPage ask(Filter filter, int limit, @Nullable String after) {
        long head = events.createHeadToken().position().orElseThrow();
        var query = new ListAccesses(filter, limit, after, true);
        return queries.query(
                        new GenericQueryMessage<>(query, ResponseTypes.instanceOf(AccessPage.class))
                                .withMetaData(Map.of(MessageKeys.POSITION, head)))
                .join()
                .getPayload();
    }

    private List<AccessId> found(
            @Nullable String actor,
            @Nullable Kind kind,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Boolean personal) {
        return ask(new Filter(actor, target, kind, from, to, personal), 10, null).items().stream()
                .map(AccessView::id)
                .toList();
    }

    @Test
    void tell_all_there_is_to_know() {
        AccessId id = look("acc_1", Kind.HISTORY, true);

        AccessView view =
                ask(new Filter(null, target, null, null, null, null), 10, null).items().getFirst();

        assertThat(view.at()).isBeforeOrEqualTo(Instant.now());
        assertThat(view)
                .isEqualTo(
                        new AccessView(
                                id,
                                view.at(),
                                "acc_1",
                                "AUDITOR",
                                Kind.HISTORY,
                                target,
                                "all",
                                true,
                                "because"));
    }

    @Test
    void are_found_by_each_of_their_traits() {
        AccessId history = look("acc_1", Kind.HISTORY, false);
        AccessId state = look("acc_2", Kind.STATE, true);
        Instant future = Instant.now().plusSeconds(3_600);

        assertThat(found(null, null, null, null, null)).containsExactly(state, history);
        assertThat(found("acc_1", null, null, null, null)).containsExactly(history);
        assertThat(found(null, Kind.STATE, null, null, null)).containsExactly(state);
        assertThat(found(null, null, null, null, true)).containsExactly(state);
        assertThat(found(null, null, future, null, null)).isEmpty();
        assertThat(found(null, null, null, future, null)).hasSize(2);
    }

    @Test
    void at_pages_are_found_by_all_that_was_on_them() {
        String one = Ids.of("ord_", ++created, new byte[10]);
        String other = Ids.of("ord_", ++created, new byte[10]);
        String last = Ids.of("ord_", ++created, new byte[10]);
        String all = one + " " + other + " " + last;
        AccessId page = look("acc_1", new Access(Kind.SHOWN, "orders", all, true, null));
        // as they were told of once
        String ends = "3: " + one + ".." + last;
        AccessId before = look("acc_1", new Access(Kind.SHOWN, "orders", ends, true, null));

        assertThat(at("orders/" + one)).containsExactly(page);
        assertThat(at("orders/" + other)).containsExactly(page);
        assertThat(at("orders/" + last)).containsExactly(page);
        assertThat(at("accounts/" + one)).isEmpty();
        assertThat(at("orders")).containsExactly(before, page);
    }

    private List<AccessId> at(String seen) {
        return ask(new Filter(null, seen, null, null, null, null), 10, null).items().stream()
                .map(AccessView::id)
                .toList();
    }

    @Test
    void come_by_pages_without_a_gap() {
        AccessId first = look("acc_1", Kind.CHECK, false);
        AccessId second = look("acc_1", Kind.CHECK, false);
        AccessId third = look("acc_1", Kind.CHECK, false);
        var filter = new Filter(null, target, null, null, null, null);

        AccessPage page = ask(filter, 2, null);
        AccessPage rest = ask(filter, 2, page.next());

        assertThat(page.items()).map(AccessView::id).containsExactly(third, second);
        assertThat(page.total()).isEqualTo(3);
        assertThat(rest.items()).map(AccessView::id).containsExactly(first);
        assertThat(rest.next()).isNull();
    }
}
