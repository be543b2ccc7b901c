package souk.payment.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/** The inbox. Each statement is a transaction of its own. */
@Repository
class NoticeTable {

    /** One that somebody works on now. */
    record Work(String id, String object, byte[] body, int attempts) {}

    private static final int LONGEST_REASON = 2_000;
    private static final int BATCH = 1_000;

    private final JdbcClient db;

    NoticeTable(JdbcClient db) {
        this.db = db;
    }

    /** What became of one that has come. */
    enum Arrival {
        /** It was there before. */
        KNOWN,
        /** Nobody has it yet. */
        WAITING,
        /** Whoever has inserted it has it, for the first time, as long as the lease lasts. */
        LEASED
    }

    /**
     * Keeps it on disk.
     *
     * @param lease for how long to take it at once, unless there is another about the same object;
     *     nothing if nobody is there to work on it
     */
    Arrival insert(Notice notice, byte[] body, Instant now, Duration lease) {
        return db.sql(
                        """
                        insert into payment_inbox.notice
                            (id, account, object, type, livemode, created, body, received_at, next_at,
                             leased_to, attempts)
                        select :id, :account, :object, :type, :livemode, :created, :body, :now, :now,
                               case when free then cast(:lease as timestamptz) end,
                               case when free then 1 else 0 end
                          from (select :now < :lease and not exists (
                                    select 1 from payment_inbox.notice
                                     where object = :object and status = 'WAITING') as free) as it
                        on conflict (id) do nothing
                        returning attempts
                        """)
                .param("id", notice.id())
                .param("account", notice.account(), java.sql.Types.VARCHAR)
                .param("object", notice.object())
                .param("type", notice.type())
                .param("livemode", notice.livemode())
                .param("created", at(notice.created()))
                .param("body", body)
                .param("now", at(now))
                .param("lease", at(now.plus(lease)))
                .query(Integer.class)
                .optional()
                .map(attempts -> attempts == 0 ? Arrival.WAITING : Arrival.LEASED)
                .orElse(Arrival.KNOWN);
    }

    /**
     * Takes what is due: of each object the first that has arrived, unless somebody works on one.
     * Neither this nor what comes of it waits for the disk: what is lost is done again.
     */
    List<Work> lease(int most, Instant now, Duration lease) {
        return db.sql(
                        """
                        with due as (
                            select id from payment_inbox.notice n
                             where status = 'WAITING' and next_at <= :now
                               and (leased_to is null or leased_to <= :now)
                               and not exists (
                                   select 1 from payment_inbox.notice other
                                    where other.object = n.object and other.status = 'WAITING'
                                      and other.id <> n.id
                                      and (other.number < n.number or other.leased_to > :now))
                             order by next_at limit :most for update skip locked)
                        update payment_inbox.notice n
                           set leased_to = :lease, attempts = attempts + 1
                          from due, (select set_config('synchronous_commit', 'off', true)) hurried
                         where n.id = due.id
                        returning n.id, n.object, n.body, n.attempts
                        """)
                .param("now", at(now))
                .param("lease", at(now.plus(lease)))
                .param("most", most)
                .query(
                        (row, _) ->
                                new Work(
                                        row.getString("id"),
                                        row.getString("object"),
                                        row.getBytes("body"),
                                        row.getInt("attempts")))
                .list();
    }

    // whoever has been overtaken must not undo what others have done since
    private boolean settle(Work work, String change, Instant now, @Nullable String reason) {
        return db.sql(
                                "update payment_inbox.notice set leased_to = null, last_error ="
                                        + " :reason, "
                                        + change
                                        + " from (select set_config('synchronous_commit', 'off',"
                                        + " true)) hurried"
                                        + " where id = :id and status = 'WAITING'"
                                        + " and attempts = :attempts")
                        .param("reason", shortened(reason), java.sql.Types.VARCHAR)
                        .param("now", at(now))
                        .param("id", work.id())
                        .param("attempts", work.attempts())
                        .update()
                == 1;
    }

    /** Whether others wait that are about one of the same objects. */
    boolean done(Collection<Work> all, Instant now) {
        return db.sql(
                        """
                        update payment_inbox.notice n
                           set leased_to = null, last_error = null, status = 'DONE', done_at = :now
                          from unnest(cast(:ids as text[]), cast(:attempts as integer[]))
                                   as one (id, attempts),
                               (select set_config('synchronous_commit', 'off', true)) hurried
                         where n.id = one.id and n.status = 'WAITING' and n.attempts = one.attempts
                        returning exists (
                            select 1 from payment_inbox.notice other
                             where other.object = n.object and other.status = 'WAITING'
                               and other.id <> n.id)
                        """)
                .param("now", at(now))
                .param("ids", all.stream().map(Work::id).toArray(String[]::new))
                .param("attempts", all.stream().map(Work::attempts).toArray(Integer[]::new))
                .query(Boolean.class)
                .list()
                .contains(true);
    }

    boolean park(Work work, Instant now, String reason) {
        return settle(work, "status = 'PARKED', done_at = :now", now, reason);
    }

    boolean again(Work work, Instant next, String reason) {
        return settle(work, "next_at = :now", next, reason);
    }

    /** To be called when no other process uses this database: whoever held a lease is dead. */
    void releaseOfTheDead() {
        db.sql("update payment_inbox.notice set leased_to = null where leased_to is not null")
                .update();
    }

    /**
     * Whether there was one that is not done, and still says something. Whoever works on it goes
     * on: only what is parked begins anew.
     */
    boolean retry(String id, Instant now) {
        return db.sql(
                                """
                                update payment_inbox.notice
                                   set status = 'WAITING', next_at = :now, done_at = null,
                                       attempts = case status when 'PARKED' then 0 else attempts end
                                 where id = :id and status <> 'DONE' and length(body) > 0
                                """)
                        .param("id", id)
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** What nobody has looked at in time tells of people, and is not kept for ever. */
    int emptyParked(Instant before) {
        return db.sql(
                        """
                        update payment_inbox.notice set body = ''
                         where status = 'PARKED' and done_at < :before and length(body) > 0
                        """)
                .param("before", at(before))
                .update();
    }

    int deleteDone(Instant before) {
        int deleted = 0;
        int batch;
        do {
            batch =
                    db.sql(
                                    """
                                    delete from payment_inbox.notice where id in (
                                        select id from payment_inbox.notice
                                         where status = 'DONE' and done_at < :before
                                         limit :batch for update skip locked)
                                    """)
                            .param("before", at(before))
                            .param("batch", BATCH)
                            .update();
            deleted += batch;
        } while (batch == BATCH);
        return deleted;
    }

    private static @Nullable String shortened(@Nullable String reason) {
        return reason == null || reason.length() <= LONGEST_REASON
                ? reason
                : reason.substring(0, LONGEST_REASON);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
