package souk.audit.command;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import souk.audit.PatchOperation;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

class PatchTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static List<PatchOperation> between(JsonNode before, JsonNode after) {
        return Patch.between(before, after, tree -> JSON.treeToValue(tree, Object.class));
    }

    private static List<String> between(String before, String after) {
        return between(JSON.readTree(before), JSON.readTree(after)).stream()
                .map(
                        it ->
                                it.value() == null
                                        ? it.op() + " " + it.path()
                                        : it.op() + " " + it.path() + " " + it.value())
                .toList();
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        return trees(3);
    }

    private static Arbitrary<JsonNode> trees(int depth) {
        Arbitrary<JsonNode> leaves =
                Arbitraries.<Object>of(0, 1, 2, "a", "~", "/", true)
                        .map(JSON::<JsonNode>valueToTree);
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<JsonNode> smaller = trees(depth - 1);
        return Arbitraries.oneOf(
                leaves,
                smaller.list().ofMaxSize(4).map(JSON::<JsonNode>valueToTree),
                Arbitraries.maps(Arbitraries.of("x", "y", "a/b", "m~n", ""), smaller)
                        .ofMaxSize(4)
                        .map(JSON::<JsonNode>valueToTree));
    }

    @Property(tries = 3_000)
    void applied_to_what_was_it_gives_what_became_of_it(
            @ForAll("trees") JsonNode before, @ForAll("trees") JsonNode after) {
        assertThat(Patched.by(between(before, after), before)).isEqualTo(after);
    }

    @Property(tries = 300)
    void is_empty_where_nothing_has_changed(@ForAll("trees") JsonNode tree) {
        assertThat(between(tree, tree.deepCopy())).isEmpty();
    }

    @Example
    void names_members_by_pointers() {
        assertThat(
                        between(
                                """
                                {"kept": 1, "a/b": {"m~n": 1}, "gone": true}
                                """,
                                """
                                {"kept": 1, "a/b": {"m~n": 2}, "come": [1]}
                                """))
                .containsExactly("remove /gone", "replace /a~1b/m~0n 2", "add /come [1]");
    }

    @Example
    void leaves_alone_what_lists_begin_and_end_with() {
        assertThat(between("[1, 2, 3, 9]", "[1, 2, 7, 3, 9]")).containsExactly("add /2 7");
        assertThat(between("[1, 2, 3, 9]", "[1, 9]")).containsExactly("remove /2", "remove /1");
        assertThat(between("[1, 2, 9]", "[1, 4, 9]")).containsExactly("replace /1 4");
    }

    @Example
    void adds_the_whole_where_there_was_nothing() {
        JsonNode after = JSON.readTree("{\"a\": 1}");

        List<PatchOperation> patch =
                Patch.between(null, after, tree -> JSON.treeToValue(tree, Object.class));

        assertThat(patch).singleElement().extracting(PatchOperation::path).isEqualTo("");
        assertThat(Patched.by(patch, JSON.nullNode())).isEqualTo(after);
    }
}
