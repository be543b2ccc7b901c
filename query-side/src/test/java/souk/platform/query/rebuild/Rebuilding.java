package souk.platform.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import souk.platform.query.Probes;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Options;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets things be rebuilt, and looks at what became of them. */
@Component
class Rebuilding {

    static final Options PLAIN = new Options(false, true, 0, null, "a test");
    static final Options VERIFIED = new Options(true, true, 0, null, "a test");

    private static final AtomicInteger IDS = new AtomicInteger();

    private final Rebuilds rebuilds;
    private final JdbcTemplate jdbc;

    Rebuilding(Rebuilds rebuilds, JdbcTemplate jdbc) {
        this.rebuilds = rebuilds;
        this.jdbc = jdbc;
    }

    static Rebuild of(String projection, Kind kind, Options options) {
        return Rebuild.of("reb_" + IDS.incrementAndGet(), projection, kind, options, Instant.now());
    }

    static Rebuild ofProbes(Options options) {
        return of(Probes.VIEW, Kind.REBUILD, options);
    }

    Rebuild run(Rebuild rebuild) {
        assertThat(rebuilds.begin(List.of(rebuild))).isTrue();
        return ended(rebuild);
    }

    Rebuild ended(Rebuild rebuild) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> now(rebuild).endedAt() != null);
        return now(rebuild);
    }

    Rebuild now(Rebuild rebuild) {
        return rebuilds.find(rebuild.id()).orElseThrow();
    }

    void done(Rebuild rebuild) {
        Rebuild ended = run(rebuild);
        assertThat(ended.phase())
                .as("%s %s", ended, rebuilds.differences(rebuild.id()))
                .isEqualTo(Phase.DONE);
    }

    boolean exists(String schema) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        "select exists (select from pg_namespace where nspname = ?)",
                        Boolean.class,
                        schema));
    }

    /** All rows of a schema, as text, and all indexes. */
    Map<String, List<String>> content(String schema) {
        Map<String, List<String>> content = new TreeMap<>();
        for (String table :
                jdbc.queryForList(
                        "select table_name from information_schema.tables where table_schema = ?",
                        String.class,
                        schema)) {
            content.put(
                    table,
                    jdbc.queryForList(
                            "select t::text from %s.%s t order by 1".formatted(schema, table),
                            String.class));
        }
        content.put(
                "indexes",
                named(
                        schema,
                        "indexname || replace(indexdef, schemaname, '')",
                        "pg_indexes",
                        "schemaname"));
        content.put(
                "constraints",
                named(
                        schema,
                        "conname || pg_get_constraintdef(oid)",
                        "pg_constraint",
                        "connamespace::regnamespace::text"));
        return content;
    }

    /** Tables of whose rows something is known to plan by. */
    List<String> analyzed(String schema) {
        return jdbc.queryForList(
                "select distinct tablename from pg_stats where schemaname = ?",
                String.class,
                schema);
    }

    private List<String> named(String schema, String what, String from, @Nullable String where) {
        return jdbc.queryForList(
                "select %s from %s where %s = ? order by 1".formatted(what, from, where),
                String.class,
                schema);
    }
}
