package souk.platform.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.platform.postgres.TestPostgres;
import souk.platform.query.DeadLetterHandling.Outcome;
import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Opened;

import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.stream.Stream;

/** Nodes that come and go over one database. */
class RestartingTest {

    private static final int MANY = 6;

    private final String database = TestPostgres.freshDatabase();

    private ConfigurableApplicationContext node(Class<?> more, String... properties) {
        SpringBootTest asInTests =
                AnnotatedElementUtils.findMergedAnnotation(QueryNode.class, SpringBootTest.class);
        assertThat(asInTests).isNotNull();
        String[] arguments =
                Stream.of(
                                Arrays.stream(asInTests.properties()),
                                Arrays.stream(properties),
                                Stream.of("spring.datasource.url=" + database))
                        .flatMap(each -> each)
                        .map(property -> "--" + property)
                        .toArray(String[]::new);
        return new SpringApplicationBuilder(QueryTestNode.class, more)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }

    @QueryNodeTest
    private static final class QueryNode {}

    static class Nothing {}

    private static Probes probesOf(ConfigurableApplicationContext node) {
        return node.getBean(Probes.class);
    }

    @Test
    void goes_on_where_the_last_one_stopped() {
        String probe = Probes.name();
        try (var node = node(Nothing.class)) {
            probesOf(node)
                    .awaitHandled(probesOf(node).happen(new Opened(probe), new Counted(probe, 1)));
        }
        try (var node = node(Nothing.class)) {
            Probes probes = probesOf(node);
            String other = Probes.name();
            probes.awaitHandled(probes.happen(new Opened(other)));

            // what was handled twice would count double, or park a letter
            assertThat(probes.total(probe)).isEqualTo(1);
            assertThat(probes.letters(probe)).isEmpty();
        }
    }

    @Test
    void two_that_start_at_once_make_a_new_processor_once() throws Exception {
        try (var node = node(Nothing.class);
                var threads = Executors.newFixedThreadPool(2)) {
            TokenStore tokens = node.getBean(TokenStore.class);
            TransactionManager transactions = node.getBean(TransactionManager.class);
            var both = new Phaser(2);
            // as Axon does: what fails in the transaction must not keep it from its commit
            Callable<Boolean> start =
                    () ->
                            transactions.fetchInTransaction(
                                    () -> {
                                        assertThat(tokens.fetchSegments("new")).isEmpty();
                                        both.arriveAndAwaitAdvance();
                                        try {
                                            tokens.initializeTokenSegments("new", 1, null);
                                            return true;
                                        } catch (Exception tooLate) {
                                            return false;
                                        }
                                    });

            List<Boolean> made = new ArrayList<>();
            for (Future<Boolean> one : threads.invokeAll(List.of(start, start))) {
                made.add(one.get());
            }

            assertThat(made).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void many_that_start_at_once_agree_on_who_keeps_their_tokens() throws Exception {
        try (var node = node(Nothing.class);
                var threads = Executors.newFixedThreadPool(MANY)) {
            TokenStore tokens = node.getBean(TokenStore.class);
            TransactionManager transactions = node.getBean(TransactionManager.class);
            var all = new Phaser(MANY);
            Callable<String> start =
                    () -> {
                        all.arriveAndAwaitAdvance();
                        return transactions
                                .fetchInTransaction(tokens::retrieveStorageIdentifier)
                                .orElseThrow();
                    };
            for (int round = 0; round < 10; round++) {
                node.getBean(JdbcTemplate.class)
                        .update("delete from axon.token_entry where processor_name = '__config'");
                Set<String> told = new HashSet<>();
                for (Future<String> one : threads.invokeAll(Collections.nCopies(MANY, start))) {
                    told.add(one.get());
                }
                assertThat(told).hasSize(1);
            }
        }
    }

    @Test
    void keeps_letters_parked() {
        String probe = Probes.name();
        try (var node = node(Nothing.class)) {
            node.getBean(Trouble.class)
                    .comes(
                            event -> {
                                if (event instanceof Counted) {
                                    throw new IllegalStateException("poison");
                                }
                            });
            probesOf(node)
                    .awaitHandled(probesOf(node).happen(new Opened(probe), new Counted(probe, 1)));
        }
        try (var node = node(Nothing.class)) {
            Probes probes = probesOf(node);
            probes.continuing(probe, 2);
            probes.awaitHandled(probes.happen(new Counted(probe, 10)));

            assertThat(probes.total(probe)).isZero();
            assertThat(probes.letters(probe)).hasSize(2);
        }
    }

    @Test
    void begins_with_the_first_event_when_new() {
        String probe = Probes.name();
        long position;
        try (var node = node(Nothing.class)) {
            position = probesOf(node).happen(new Opened(probe), new Counted(probe, 5));
            probesOf(node).awaitHandled(position);
            JdbcTemplate jdbc = node.getBean(JdbcTemplate.class);
            node.getBean(Projections.class).live(Probes.VIEW).processor().shutDown();
            jdbc.update("delete from axon.token_entry");
            jdbc.update("delete from probe_view.probe");
        }
        try (var node = node(Nothing.class)) {
            probesOf(node).awaitHandled(position);

            assertThat(probesOf(node).total(probe)).isEqualTo(5);
        }
    }

    @Test
    void parks_what_cannot_be_read() {
        String good = Probes.name();
        String bad = Probes.name();
        long position;
        try (var node = node(Nothing.class)) {
            position =
                    probesOf(node)
                            .happen(
                                    new Opened(bad),
                                    new Opened(good),
                                    new Counted(bad, 5),
                                    new Counted(good, 5));
            probesOf(node).awaitHandled(position);
            node.getBean(Projections.class).live(Probes.VIEW).processor().shutDown();
            JdbcTemplate jdbc = node.getBean(JdbcTemplate.class);
            jdbc.update("delete from axon.token_entry");
            jdbc.update("delete from probe_view.probe");
            jdbc.update(
                    "update event_store.event set payload = 'no json' where stream = ? and sequence"
                            + " = 1",
                    bad);
        }
        try (var node = node(Nothing.class)) {
            Probes probes = probesOf(node);
            probes.awaitHandled(position);

            assertThat(probes.total(good)).isEqualTo(5);
            assertThat(probes.total(bad)).isZero();
            assertThat(probes.letters(bad))
                    .singleElement()
                    .asString()
                    .startsWith("probe.Counted")
                    .contains("SerializationException");
            Letter letter = node.getBean(DeadLetters.class).first(Probes.VIEW, bad).orElseThrow();
            DeadLetterHandling handling = node.getBean(DeadLetterHandling.class);
            assertThat(handling.handle(letter)).isEqualTo(Outcome.FAILED);
            assertThat(handling.discard(letter, "acc_1", "old", null)).isEqualTo(Outcome.DONE);
            assertThat(handling.discard(letter, "acc_1", "old", null)).isEqualTo(Outcome.GONE);
        }
    }

    @Test
    void divides_the_work_into_segments() {
        try (var node = node(Nothing.class, "souk.projections.segments=2")) {
            Probes probes = probesOf(node);
            List<String> names = Stream.generate(Probes::name).limit(20).toList();
            long position = -1;
            for (String probe : names) {
                position =
                        probes.happen(
                                new Opened(probe), new Counted(probe, 1), new Counted(probe, 2));
            }
            probes.awaitHandled(position);

            assertThat(names).allMatch(probe -> probes.total(probe) == 3);
            Projections projections = node.getBean(Projections.class);
            assertThat(projections.live(Probes.VIEW).positions()).containsOnlyKeys(0, 1);
            assertThat(projections.live(Probes.VIEW).position()).hasValue(position);
        }
    }

    @Test
    void parks_nothing_and_loses_nothing_in_an_outage_of_the_database() throws Exception {
        try (var node = node(Nothing.class, "spring.datasource.hikari.connection-timeout=500")) {
            Probes probes = probesOf(node);
            List<String> names = Stream.generate(Probes::name).limit(50).toList();
            var begun = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            node.getBean(Trouble.class)
                    .comes(
                            event -> {
                                begun.countDown();
                                goOn.await();
                            });
            long position = -1;
            for (String probe : names) {
                position = probes.happen(new Opened(probe), new Counted(probe, 1));
            }
            begun.await();

            String name = database.replaceAll(".*/(.*)\\?.*", "$1");
            try (var admin =
                            DriverManager.getConnection(database.replace("/" + name, "/postgres"));
                    var statement = admin.createStatement()) {
                statement.execute("alter database " + name + " allow_connections false");
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                                + name
                                + "'");
                goOn.countDown();
                statement.execute("select pg_sleep(3)");
                statement.execute("alter database " + name + " allow_connections true");
            }
            probes.awaitHandled(position);

            assertThat(names).allMatch(probe -> probes.total(probe) == 1);
            assertThat(names).allMatch(probe -> probes.letters(probe).isEmpty());
        }
    }

    static class Forgetful {
        @Bean
        @Primary
        TokenStore tokensInMemory() {
            return new InMemoryTokenStore();
        }
    }

    @Test
    void refuses_to_start_with_a_stand_in_for_the_token_store() {
        assertThatThrownBy(() -> node(Forgetful.class).close())
                .hasMessageContaining("must be wired with")
                .hasMessageContaining("JpaTokenStore");
    }

    @Test
    void keeps_nothing_as_a_large_object() {
        String probe = Probes.name();
        try (var node = node(Nothing.class)) {
            Probes probes = probesOf(node);
            node.getBean(Trouble.class)
                    .comes(
                            event -> {
                                throw new IllegalStateException("poison");
                            });
            probes.awaitHandled(probes.happen(new Opened(probe)));
            assertThat(probes.letters(probe)).hasSize(1);

            JdbcTemplate jdbc = node.getBean(JdbcTemplate.class);
            assertThat(jdbc.queryForList("select oid from pg_largeobject_metadata")).isEmpty();
            Map<String, Object> token =
                    jdbc.queryForMap(
                            "select convert_from(token, 'UTF8') as text from axon.token_entry"
                                    + " where processor_name = ?",
                            Probes.VIEW);
            assertThat(token).containsEntry("text", "{\"globalIndex\":0}");
        }
    }
}
