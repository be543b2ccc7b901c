package souk.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.platform.store.StoreFixture.event;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import souk.kernel.Discloses;
import souk.kernel.EventSecrets;
import souk.kernel.Published;
import souk.kernel.Secret;
import souk.kernel.proof.StoredRecord;

import java.util.List;

class StoredSecretsTest {

    record Inside(@Secret String what) {}

    @Published("test.SecretKept")
    record Kept(String stream, List<Inside> inside) {}

    @Published("test.SecretDoor")
    record Door(@Secret(always = true) String key) {}

    @Secret
    @Published("test.SecretWhole")
    record Whole(String what) {}

    @Discloses
    @Published("test.SecretTold")
    record Told(String stream) {}

    private static final Kept KEPT = new Kept("a", List.of(new Inside("x")));

    private final StoreFixture store =
            StoreFixture.onFreshDatabase(Kept.class, Door.class, Whole.class, Told.class);
    private final EventSecrets secrets = new StoredSecrets(store.records());

    @AfterEach
    void close() {
        store.close();
    }

    private StoredRecord stored(String stream, long sequence) {
        return store.records().stream(stream, sequence, 1).getFirst();
    }

    @Test
    void are_kept_until_their_stream_discloses_them() {
        store.commit(event("a", 0, KEPT), event("b", 0, KEPT));
        assertThat(secrets.areIn(stored("a", 0))).isTrue();
        assertThat(secrets.isDisclosed("a")).isFalse();

        store.commit(event("a", 1, new Told("a")));

        assertThat(secrets.isDisclosed("a")).isTrue();
        assertThat(secrets.areIn(stored("a", 0))).isFalse();
        assertThat(secrets.areIn(stored("a", 1))).isFalse();
        assertThat(secrets.areIn(stored("b", 0))).isTrue();
        assertThat(secrets.isUntold(stored("b", 0))).isFalse();
    }

    @Test
    void that_always_are_some_are_never_disclosed() {
        store.commit(event("a", 0, new Door("k")), event("a", 1, new Whole("w")));
        store.commit(event("a", 2, new Told("a")));

        assertThat(secrets.areIn(stored("a", 0))).isTrue();
        assertThat(secrets.isUntold(stored("a", 0))).isFalse();
        assertThat(secrets.areIn(stored("a", 1))).isTrue();
        assertThat(secrets.isUntold(stored("a", 1))).isTrue();
    }

    @Test
    void are_known_of_a_type_whose_first_event_nobody_can_read() {
        store.commit(event("a", 0, KEPT), event("a", 1, new Told("a")), event("b", 0, KEPT));
        StoredRecord broken = unreadable(stored("b", 0));
        StoredRecord brokenEnd = unreadable(stored("a", 1));
        StoredRecord nameless = named("test.Nothing", stored("b", 0));

        assertThat(secrets.areIn(broken)).isTrue();
        assertThat(secrets.areIn(brokenEnd)).isFalse();
        assertThat(secrets.areIn(nameless)).isFalse();

        assertThat(secrets.isDisclosed("a")).isTrue();
        assertThat(secrets.areIn(stored("a", 0))).isFalse();
        assertThat(secrets.areIn(stored("b", 0))).isTrue();
    }

    private static StoredRecord unreadable(StoredRecord it) {
        return with(it, it.type(), "{".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static StoredRecord named(String type, StoredRecord it) {
        return with(it, type, it.payload());
    }

    private static StoredRecord with(StoredRecord it, String type, byte[] payload) {
        return new StoredRecord(
                it.position(),
                it.id(),
                it.stream(),
                it.sequence(),
                it.streamType(),
                type,
                it.revision(),
                it.time(),
                it.recordedAt(),
                it.metadata(),
                payload);
    }
}
