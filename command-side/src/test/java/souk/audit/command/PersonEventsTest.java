package souk.audit.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import souk.account.AccountId;
import souk.audit.PersonEvent;
import souk.audit.PersonEventPage;
import souk.audit.PersonQuery.ShowPersonEvents;
import souk.audit.PersonQuery.ShowPersonEvents.Wanted;
import souk.kernel.EventArchive.Entry;
import souk.kernel.EventArchive.Happened;
import souk.kernel.EventRecords;
import souk.kernel.EventSecrets;
import souk.kernel.Published;
import souk.kernel.proof.StoredRecord;
import souk.platform.store.PersonalModule;
import souk.platform.store.PublishedNames;
import souk.platform.store.PublishedSerializer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class PersonEventsTest {

    @Published("test.Noted")
    record Noted(String text) {}

    private static final AccountId MIA = new AccountId("acc_01hzy00000000000000000000a");
    private static final String NOA = "acc_01hzy00000000000000000000b";

    private final Log log = new Log();
    private final PersonEvents events =
            new PersonEvents(
                    log,
                    new Open(),
                    new Trees(
                            new PublishedSerializer(
                                    PublishedNames.of(Noted.class), PersonalModule.plain())));

    private PersonEventPage page(int limit, @Nullable String after, Wanted... streams) {
        return events.handle(new ShowPersonEvents(MIA, List.of(streams), limit, after));
    }

    @Test
    void are_all_of_her_own_and_of_others_what_she_has_done() {
        log.happened("own", MIA.value(), "1");
        log.happened("own", NOA, "2");
        log.happened("shared", NOA, "3");
        log.happened("shared", MIA.value(), "4");

        PersonEventPage page = page(10, null, new Wanted("own", true), new Wanted("shared", false));

        assertThat(page.items())
                .extracting(PersonEvent::by)
                .containsExactly("self", "BUYER", "self");
        assertThat(page.items())
                .extracting(PersonEvent::payload)
                .containsExactly(Map.of("text", "1"), Map.of("text", "2"), Map.of("text", "4"));
        assertThat(page.items()).extracting(PersonEvent::type).containsOnly("test.Noted");
        assertThat(log.decoded).isEqualTo(3);
    }

    @Test
    void are_read_no_further_than_they_are_told() {
        for (int i = 0; i < 25; i++) {
            log.happened(i < 20 ? "long" : "next", MIA.value(), "" + i);
        }
        List<PersonEvent> told = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            log.read = 0;
            PersonEventPage page =
                    page(10, after, new Wanted("long", true), new Wanted("next", true));
            told.addAll(page.items());
            after = page.next();
            pages++;
            assertThat(log.read).isLessThanOrEqualTo(11);
        } while (after != null);

        assertThat(pages).isEqualTo(3);
        assertThat(told)
                .extracting(it -> it.stream() + it.sequence())
                .hasSize(25)
                .doesNotHaveDuplicates();
    }

    @Test
    void that_cannot_be_read_keep_nobody_from_the_rest() {
        log.happened("own", MIA.value(), "1");
        log.happened("own", MIA.value(), Log.UNREADABLE);
        log.happened("own", MIA.value(), "3");

        assertThat(page(10, null, new Wanted("own", true)).items())
                .extracting(PersonEvent::payload)
                .containsExactly(Map.of("text", "1"), "unreadable", Map.of("text", "3"));
    }

    private record Open() implements EventSecrets {

        @Override
        public boolean isDisclosed(String stream) {
            return true;
        }

        @Override
        public boolean isUntold(StoredRecord stored) {
            return false;
        }

        @Override
        public boolean areIn(StoredRecord stored) {
            return false;
        }
    }

    /** In memory; says how much was read of it. */
    private static final class Log implements EventRecords {

        static final String UNREADABLE = "?";

        private final List<StoredRecord> stored = new ArrayList<>();
        private int read;
        private int decoded;

        void happened(String stream, String actor, String text) {
            String metadata = "{\"actor\": \"%s\", \"role\": \"BUYER\"}".formatted(actor);
            stored.add(
                    new StoredRecord(
                            stored.size(),
                            "id" + stored.size(),
                            stream,
                            stored.stream().filter(it -> it.stream().equals(stream)).count(),
                            "test.Notes",
                            "test.Noted",
                            "1",
                            Instant.EPOCH,
                            null,
                            metadata.getBytes(StandardCharsets.UTF_8),
                            text.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public List<StoredRecord> stream(String stream, long from, int most) {
            List<StoredRecord> found =
                    stored.stream()
                            .filter(it -> it.stream().equals(stream) && it.sequence() >= from)
                            .limit(most)
                            .toList();
            read += found.size();
            return found;
        }

        @Override
        public List<Entry> decode(StoredRecord record) {
            decoded++;
            String text = new String(record.payload(), StandardCharsets.UTF_8);
            boolean readable = !text.equals(UNREADABLE);
            return List.of(
                    new Entry(
                            record.position(),
                            record.type(),
                            Noted.class,
                            record.stream(),
                            readable ? happened(record, text) : null,
                            readable ? null : new IllegalArgumentException(text)));
        }

        private static Happened happened(StoredRecord record, String text) {
            return new Happened(
                    record.id(),
                    record.streamType(),
                    record.sequence(),
                    record.time(),
                    new Noted(text),
                    Map.of());
        }

        @Override
        public Reading read(long after, long last) {
            throw new IllegalStateException("nobody is told of all");
        }

        @Override
        public long head() {
            return stored.size() - 1L;
        }

        @Override
        public long lastBy(Instant instant) {
            return head();
        }
    }
}
