package souk.platform.query.rebuild;

import org.springframework.jdbc.core.JdbcOperations;

import souk.platform.query.rebuild.Rebuild.Kind;

import java.util.Optional;

/** Tables as of moments of the past: they stay until somebody throws them away. */
final class ScratchSchemas {

    private final JdbcOperations jdbc;

    ScratchSchemas(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** False if there is nothing to throw away. */
    boolean discard(Optional<Rebuild> rebuild) {
        Optional<String> schema =
                rebuild.filter(it -> it.kind() == Kind.SCRATCH && it.phase() == Phase.DONE)
                        .map(Rebuild::schema)
                        .filter(this::exists);
        schema.ifPresent(name -> jdbc.execute("drop schema if exists " + name + " cascade"));
        return schema.isPresent();
    }

    private boolean exists(String schema) {
        return !jdbc.queryForList(
                        "select 1 from pg_namespace where nspname = ?", Integer.class, schema)
                .isEmpty();
    }
}
