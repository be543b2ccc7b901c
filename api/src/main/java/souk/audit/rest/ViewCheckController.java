package souk.audit.rest;

import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import souk.audit.Access;
import souk.audit.AsOf;
import souk.audit.Audited;
import souk.audit.AuditedId;
import souk.audit.CheckQuery.ShowDecided;
import souk.audit.StateView;
import souk.kernel.CommonRejection.NotFound;
import souk.kernel.Rejected;
import souk.platform.rest.Queries;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** One thing, as decided from its events and as it is shown: they have to be the same. */
@RestController
@RequestMapping("/api/audit/{kind:orders|carts|payments|auctions}/{id}/check")
class ViewCheckController {

    private static final int MOST_TRIES = 5;

    private final Queries queries;
    private final Accesses accesses;
    private final List<Shown> all;
    private final JsonMapper json;

    ViewCheckController(
            Queries queries,
            Accesses accesses,
            List<Shown> all,
            @Qualifier("eventSerializer") Serializer serializer) {
        this.queries = queries;
        this.accesses = accesses;
        this.all = all;
        this.json = (JsonMapper) ((Jackson3Serializer) serializer).getObjectMapper();
    }

    /** Without differences, it is shown as it was decided. */
    record Checked(String id, AsOf asOf, List<String> compared, List<Difference> differences) {}

    /**
     * One difference.
     *
     * @param path a JSON pointer into the view
     */
    record Difference(String path, JsonNode decided, JsonNode shown) {}

    @GetMapping
    Checked check(@PathVariable String kind, @PathVariable String id) {
        AuditedId subject = new AuditedId(Audited.named(kind).orElseThrow(), id);
        Shown view =
                all.stream()
                        .filter(it -> it.kind() == subject.kind())
                        .findFirst()
                        .orElseThrow(() -> new Rejected(new NotFound("check")));
        Checked checked = compare(subject, view);
        accesses.record(new Access(Access.Kind.CHECK, subject.path(), null, false, null));
        return checked;
    }

    // while it goes on happening, what is shown may be further than what was decided a moment ago
    private Checked compare(AuditedId subject, Shown view) {
        Checked checked = compareOnce(subject, view);
        for (int i = 1; i < MOST_TRIES && !checked.differences().isEmpty(); i++) {
            Checked again = compareOnce(subject, view);
            if (again.asOf().equals(checked.asOf())) {
                return again;
            }
            checked = again;
        }
        return checked;
    }

    private Checked compareOnce(AuditedId subject, Shown view) {
        StateView decided = queries.ask(new ShowDecided(subject), StateView.class);
        JsonNode said = written(decided.state());
        JsonNode shown = written(view.find(subject.id(), decided.asOf().position()));
        List<Difference> differences = new ArrayList<>();
        List<String> fields = List.copyOf(new TreeSet<>(view.fields()));
        for (String field : fields) {
            compare("/" + field, said.path(field), shown.path(field), differences);
        }
        return new Checked(subject.id(), decided.asOf(), fields, differences);
    }

    // over the wire a map's longs have become ints: written, they are the same
    private JsonNode written(Object state) {
        return json.readTree(json.writeValueAsBytes(state));
    }

    private static void compare(
            String path, JsonNode decided, JsonNode shown, List<Difference> differences) {
        if (decided.isObject() && shown.isObject()) {
            TreeSet<String> names = new TreeSet<>(decided.propertyNames());
            names.addAll(shown.propertyNames());
            names.forEach(
                    name ->
                            compare(
                                    path + "/" + name,
                                    decided.path(name),
                                    shown.path(name),
                                    differences));
        } else if (decided.isArray() && shown.isArray() && decided.size() == shown.size()) {
            for (int i = 0; i < decided.size(); i++) {
                compare(path + "/" + i, decided.get(i), shown.get(i), differences);
            }
        } else if (!isNothing(decided) || !isNothing(shown)) {
            if (!decided.equals(shown)) {
                differences.add(new Difference(path, decided, shown));
            }
        }
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
