package souk.platform.query.rebuild;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.platform.query.DeclaredProjections;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;

/**
 * Throws away what rebuilds leave beside the live tables, if it is about people: nobody clears it
 * when somebody is forgotten, so it must not last.
 */
@Component
@EnableScheduling
class Remains {

    private static final Logger log = LoggerFactory.getLogger(Remains.class);

    private static final String PERSONAL =
            """
            and exists (select from pg_attribute a join pg_class c on c.oid = a.attrelid
                                               join pg_namespace holder on holder.oid = c.relnamespace
                     where holder.nspname = %s and col_description(c.oid, a.attnum) like 'personal%%')
            """;

    private final JdbcOperations jdbc;
    private final TransactionTemplate transactions;
    private final Generations generations;
    private final DeclaredProjections declared;
    private final RebuildSettings settings;
    private final Clock clock;

    Remains(
            JdbcOperations jdbc,
            PlatformTransactionManager transactions,
            DeclaredProjections declared,
            RebuildSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.generations = new Generations(jdbc);
        this.declared = declared;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${souk.rebuilds.clear-every:PT10M}")
    void clear() {
        Timestamp old = Timestamp.from(clock.instant().minus(settings.keepPersonal()));
        try {
            transactions.executeWithoutResult(_ -> clear(old));
        } catch (RuntimeException busy) { // or nobody would look again
            log.warn("What rebuilds have left can't be thrown away yet", busy);
        }
    }

    private void clear(Timestamp old) {
        jdbc.execute("set local lock_timeout = '3s'");
        // nothing begins or ends meanwhile
        jdbc.execute("lock table projection.rebuild in share row exclusive mode");
        keptBefore(old).forEach(this::dropKept);
        looksBefore(old).forEach(this::drop);
        leftBehind().forEach(this::drop);
        // what differed stays with how often it did
        jdbc.update(
                """
                update projection.difference d set row_key = null, live = null, rebuilt = null
                  from projection.rebuild r
                 where r.id = d.rebuild_id and r.ended_at < ?
                   and (d.row_key is not null or d.live is not null or d.rebuilt is not null)
                """,
                old);
    }

    // others leave the kept generation as it is, and would keep it for ever if they came daily
    private List<String> keptBefore(Timestamp old) {
        return jdbc.queryForList(
                """
                select g.projection from projection.generation g
                 where g.kept is not null
                   and not exists (select from projection.rebuild r
                                    where r.projection = g.projection
                                      and r.kind in ('REBUILD', 'ROLLBACK')
                                      and (r.ended_at is null or r.ended_at >= ?))
                """
                        + PERSONAL.formatted("translate(g.projection, '.-', '__') || '_previous'"),
                String.class,
                old);
    }

    private void dropKept(String projection) {
        drop(RebuildJob.keptSchemaOf(projection));
        generations.forgetKept(projection);
    }

    private List<String> looksBefore(Timestamp old) {
        return jdbc.queryForList(
                """
                select n.nspname
                  from (select projection, last_position from projection.rebuild
                         where kind = 'SCRATCH'
                         group by 1, 2
                        having bool_and(ended_at is not null and ended_at < ?)) r
                  join pg_namespace n
                    on n.nspname = translate(r.projection, '.-', '__') || '_at_' || r.last_position
                 where true
                """
                        + PERSONAL.formatted("n.nspname"),
                String.class,
                old);
    }

    // a process that ends at the wrong moment, or a reader in the way: nobody wants them any more
    private List<String> leftBehind() {
        return jdbc.queryForList(
                """
                select n.nspname
                  from unnest(string_to_array(?, ',')) p (projection)
                 cross join (values ('_previous'), ('_next'), ('_check')) s (suffix)
                  join pg_namespace n on n.nspname = translate(p.projection, '.-', '__') || s.suffix
                 where not exists (select from projection.rebuild r
                                    where r.projection = p.projection and r.ended_at is null)
                   and (s.suffix <> '_previous'
                        or not exists (select from projection.generation g
                                        where g.projection = p.projection and g.kept is not null))
                """
                        + PERSONAL.formatted("n.nspname"),
                String.class,
                String.join(",", declared.names()));
    }

    private void drop(String schema) {
        log.info("{} is thrown away: it is about people, and nobody needs it", schema);
        jdbc.execute("drop schema if exists " + schema + " cascade");
    }
}
