package souk.audit.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import souk.kernel.Credential;
import souk.kernel.Personal;
import souk.kernel.Published;
import souk.kernel.Secret;
import souk.platform.store.PersonalModule;
import souk.platform.store.PublishedNames;
import souk.platform.store.PublishedSerializer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What of a tree may be shown. */
class MaskTest {

    record Card(String number) {}

    record Offer(String bidder, @Secret long maximum) {}

    @Published("test.Told")
    record Told(
            Personal<String> name,
            Personal<Card> card,
            @Nullable Personal<String> nobody,
            @Secret @Nullable String reserve,
            List<Offer> offers,
            Map<String, Personal<String>> others) {}

    @Published("test.Kept")
    static class Kept {
        @Secret private final List<Offer> ranking = List.of(new Offer("Leila", 77));
        private final Personal<String> name = Personal.of("leila", "Leila Trabelsi");
        private final @Nullable String nothing = null;
    }

    private static final Told TOLD =
            new Told(
                    Personal.of("leila", "Leila Trabelsi"),
                    Personal.of("leila", new Card("4242")),
                    null,
                    null,
                    List.of(new Offer("a", 4711)),
                    Map.of("x", new Personal.Erased<>("amal")));

    private final Trees trees =
            new Trees(
                    new PublishedSerializer(
                            PublishedNames.of(Told.class, Kept.class), PersonalModule.plain()));

    private Object shown(Object value, boolean personal, boolean disclosed) {
        return trees.plain(trees.shown(value, new Sight(personal, () -> disclosed)));
    }

    @Test
    void personal_values_and_secrets_are_not_shown() {
        assertThat(shown(TOLD, false, false))
                .isEqualTo(
                        Map.of(
                                "name", "masked",
                                "card", "masked",
                                "reserve", "secret",
                                "offers", List.of(Map.of("bidder", "a", "maximum", "secret")),
                                "others", Map.of("x", "erased")));
    }

    @Test
    void a_secret_is_told_by_nobody_being_there_either() {
        assertThat(shown(TOLD, false, true)).asString().doesNotContain("reserve");
        assertThat(shown(TOLD, false, false)).asString().contains("reserve=secret");
    }

    @Test
    void what_is_disclosed_is_shown_and_personal_values_are_not() {
        assertThat(shown(TOLD, false, true))
                .asString()
                .contains("maximum=4711")
                .doesNotContain("Leila", "4242");
    }

    record Door(String name, @Secret(always = true) String key) {}

    @Test
    void what_opens_a_door_stays_a_secret_whatever_is_disclosed() {
        assertThat(shown(new Door("back", "4711"), true, true))
                .isEqualTo(Map.of("name", "back", "key", "secret"));
    }

    record Member(
            @Credential Personal<String> password,
            @Credential Personal<String> former,
            @Credential @Nullable Personal<String> none) {}

    @Test
    void what_somebody_is_let_in_by_is_shown_to_nobody() {
        var member =
                new Member(Personal.of("leila", "$2a$10$"), new Personal.Erased<>("amal"), null);
        assertThat(shown(member, true, true))
                .isEqualTo(Map.of("password", "masked", "former", "erased"));
    }

    @Test
    void personal_values_are_shown_to_those_who_may_unless_they_are_erased() {
        assertThat(shown(TOLD, true, false))
                .asString()
                .contains("name=Leila Trabelsi", "card={number=4242}", "x=erased")
                .doesNotContain("4711");
    }

    @Test
    void states_are_shown_by_their_fields() {
        assertThat(shown(new Kept(), false, false))
                .isEqualTo(Map.of("ranking", "secret", "name", "masked"));
        assertThat(shown(new Kept(), false, true))
                .isEqualTo(
                        Map.of(
                                "ranking",
                                List.of(Map.of("bidder", "Leila", "maximum", 77L)),
                                "name",
                                "masked"));
    }

    @Test
    void what_is_kept_for_later_forgets_whoever_is_erased() {
        var cipher = new ForgetfulCipher();
        var sealing =
                new Trees(
                        new PublishedSerializer(
                                PublishedNames.of(Told.class), PersonalModule.sealing(cipher)));
        byte[] kept = sealing.kept(TOLD);

        assertThat(new String(kept, StandardCharsets.UTF_8)).doesNotContain("Leila", "4242");
        assertThat(sealing.restored(kept, Told.class)).isEqualTo(TOLD);

        cipher.erased = true;

        assertThat(shownBy(sealing, sealing.restored(kept, Told.class)))
                .asString()
                .contains("name=erased", "card=erased")
                .doesNotContain("Leila", "4242");
    }

    private static Object shownBy(Trees trees, Object value) {
        return trees.plain(trees.shown(value, new Sight(true, () -> true)));
    }

    private static final class ForgetfulCipher implements PersonalModule.Cipher {

        private boolean erased;

        @Override
        public byte[] seal(String subject, byte[] plain) {
            return Base64.getEncoder().encode(plain);
        }

        @Override
        public byte @Nullable [] open(String subject, byte[] sealed) {
            return erased ? null : Base64.getDecoder().decode(sealed);
        }
    }
}
