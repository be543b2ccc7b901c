package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import souk.kernel.ForAuditors;
import souk.kernel.Secret;
import souk.platform.analysis.EventViews;
import souk.platform.postgres.TestPostgres;
import souk.platform.store.PersonalModule;
import souk.platform.store.PublishedNames;
import souk.platform.store.PublishedSerializer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever was stored in an approved shape, today's views show it field by field. */
class EventViewContractTest {

    private static final Path APPROVED = Path.of("src/test/resources/approved");
    private static final PublishedNames NAMES = PublishedNames.in("souk");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JdbcTemplate DATABASE = new JdbcTemplate();

    /** Reverses bytes: enough to see what was sealed, and what was not. */
    private static final PersonalModule.Cipher CIPHER =
            new PersonalModule.Cipher() {
                @Override
                public byte[] seal(String subject, byte[] plain) {
                    return new StringBuilder(new String(plain, StandardCharsets.UTF_8))
                            .reverse()
                            .toString()
                            .getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public byte[] open(String subject, byte[] sealed) {
                    return seal(subject, sealed);
                }
            };

    private static final PublishedSerializer PLAIN =
            new PublishedSerializer(NAMES, PersonalModule.plain());
    private static final PublishedSerializer SEALING =
            new PublishedSerializer(NAMES, PersonalModule.sealing(CIPHER));

    record Stored(String type, String revision, boolean current, String approved) {
        @Override
        public String toString() {
            return type + "." + revision;
        }

        private SimpleSerializedType serializedType() {
            return new SimpleSerializedType(type, revision);
        }

        /** As the store would hold it; what is old was never personal. */
        String json() {
            if (!current) {
                return approved;
            }
            Object event =
                    PLAIN.deserialize(
                            new SimpleSerializedObject<>(
                                    approved.getBytes(StandardCharsets.UTF_8),
                                    byte[].class,
                                    serializedType()));
            return SEALING.serialize(event, String.class).getData();
        }
    }

    static Stream<Stored> approved() throws IOException {
        try (Stream<Path> files = Files.list(APPROVED)) {
            return files
                    .map(EventViewContractTest::stored)
                    .filter(
                            it ->
                                    NAMES.named(it.type())
                                            .filter(Class::isRecord)
                                            .filter(type -> !isSecret(type))
                                            .isPresent())
                    .toList()
                    .stream();
        }
    }

    private static Stored stored(Path file) {
        String[] name = file.getFileName().toString().split("\\.");
        String type = name[0] + "." + name[1];
        try {
            return new Stored(
                    type,
                    name[2],
                    NAMES.isCurrent(new SimpleSerializedType(type, name[2])),
                    Files.readString(file).strip());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void store() throws Exception {
        // durations as they are stored
        var database =
                new DriverManagerDataSource(
                        TestPostgres.freshDatabase() + "&options=-c%20intervalstyle=iso_8601");
        DATABASE.setDataSource(database);
        DATABASE.execute(
                "create schema event_store; set search_path = event_store;"
                        + new ClassPathResource("db/event_store/V1__event_store.sql")
                                .getContentAsString(StandardCharsets.UTF_8));
        new EventViews(NAMES).apply(database);
        approved().forEach(EventViewContractTest::append);
    }

    private static void append(Stored event) {
        DATABASE.update(
                """
                insert into event_store.event_type
                select coalesce(max(id), 0) + 1, ?, ?, 'Test' from event_store.event_type
                """,
                event.type(),
                event.revision());
        DATABASE.queryForObject(
                """
                select event_store.append(array[?], array[0::bigint],
                    array[(select max(id) from event_store.event_type)], array[0::bigint],
                    array[gen_random_uuid()], array[convert_to('{}', 'UTF8')],
                    array[convert_to(?, 'UTF8')])
                """,
                Long.class,
                event.toString(),
                event.json());
    }

    @ParameterizedTest
    @MethodSource("approved")
    void is_shown_field_by_field(Stored event) {
        JsonNode row =
                JSON.readTree(
                        DATABASE.queryForObject(
                                "select to_jsonb(v)::text from events.%s v where stream = ?"
                                        .formatted(EventViews.nameOf(event.type())),
                                String.class,
                                event.toString()));
        JsonNode stored = JSON.readTree(event.json());

        Set<String> secrets = secretsOf(event);
        Set<String> untold = untoldOf(event);
        JsonNode payload =
                JSON.readTree(
                        DATABASE.queryForObject(
                                "select payload::text from events.event where stream = ?",
                                String.class,
                                event.toString()));
        stored.propertyStream()
                .filter(member -> !secrets.contains(member.getKey()))
                .forEach(
                        member ->
                                shows(
                                        row,
                                        member.getKey(),
                                        shownOf(event, member.getKey(), member.getValue())));
        assertThat(row.toString()).doesNotContain("sealed");
        assertThat(payload.toString()).doesNotContain("sealed");
        assertThat(payload.propertyNames())
                .hasSize(
                        (int)
                                stored.propertyNames().stream()
                                        .filter(it -> !untold.contains(it))
                                        .count())
                .noneMatch(untold::contains);
        assertThat(secrets)
                .allSatisfy(secret -> assertThat(row.get(column(secret)).isNull()).isTrue());
    }

    @Test
    void shows_no_maximum_and_no_address() {
        assertThat(
                        DATABASE.queryForList(
                                "select table_name from information_schema.tables"
                                        + " where table_schema = 'events'",
                                String.class))
                .contains("auction_bid_accepted")
                .noneMatch(view -> view.startsWith("account_email"));
        assertThat(secretsOf(new Stored("auction.BidAccepted", "2", true, "")))
                .contains("maximum", "salt");
        assertThat(
                        DATABASE.queryForObject(
                                "select count(*) from events.event where type like '%Email%'",
                                Long.class))
                .isZero();
    }

    private static boolean isSecret(AnnotatedElement element) {
        return element.isAnnotationPresent(Secret.class);
    }

    private static boolean isUntold(RecordComponent component) {
        return isSecret(component) || !forAuditors(component).isEmpty();
    }

    private static Set<String> secretsOf(Stored event) {
        return named(componentsOf(event).filter(EventViewContractTest::isSecret));
    }

    /** What is secret in part has a column without that part, and is no part of the payload. */
    private static Set<String> untoldOf(Stored event) {
        return named(componentsOf(event).filter(EventViewContractTest::isUntold));
    }

    private static JsonNode shownOf(Stored event, String member, JsonNode value) {
        JsonNode shown = value.deepCopy();
        componentsOf(event)
                .filter(it -> it.getName().equals(member))
                .flatMap(it -> forAuditors(it).stream())
                .forEach(part -> ((ObjectNode) shown).remove(part));
        return shown;
    }

    private static Set<String> forAuditors(RecordComponent component) {
        return component.getType().isRecord()
                ? named(
                        Stream.of(component.getType().getRecordComponents())
                                .filter(it -> it.isAnnotationPresent(ForAuditors.class)))
                : Set.of();
    }

    private static Stream<RecordComponent> componentsOf(Stored event) {
        return Stream.of(NAMES.named(event.type()).orElseThrow().getRecordComponents());
    }

    private static Set<String> named(Stream<RecordComponent> components) {
        return components.map(RecordComponent::getName).collect(Collectors.toSet());
    }

    private static String column(String member) {
        return member.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase();
    }

    private static void shows(JsonNode row, String member, JsonNode value) {
        String column = column(member);
        if (value.has("subject")) {
            assertThat(row.get(column).isNull()).isTrue();
            assertThat(row.get(column + "_subject")).isEqualTo(value.get("subject"));
        } else if (value.has("currency") && value.size() == 2) {
            boolean plain = member.equals("amount");
            assertThat(row.get(plain ? "amount" : column + "_amount"))
                    .as(member)
                    .isEqualTo(value.get("amount"));
            assertThat(row.get(plain ? "currency" : column + "_currency"))
                    .isEqualTo(value.get("currency"));
        } else if (!value.isNull()) {
            JsonNode shown =
                    row.has("payload_" + column) ? row.get("payload_" + column) : row.get(column);
            assertThat(comparable(shown)).as(member).isEqualTo(comparable(value));
        }
    }

    /** PostgreSQL writes the same instant in another way. */
    private static Object comparable(JsonNode value) {
        boolean instant =
                value.isString() && value.stringValue().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:.*");
        return instant ? Instant.parse(value.stringValue().replaceFirst("\\+00:00$", "Z")) : value;
    }
}
