package souk.platform.process;

import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The table of parked errands, with a way back to the scheduler's. */
class StoredParking implements Parking {

    private final JdbcClient database;
    private final ParkedErrands parked;
    private final Scheduling scheduling;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    StoredParking(
            JdbcClient database,
            ParkedErrands parked,
            Scheduling scheduling,
            TransactionOperations transactions,
            Clock clock) {
        this.database = database;
        this.parked = parked;
        this.scheduling = scheduling;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Parked> list(@Nullable String after, int limit) {
        return database.sql(
                        """
                        select id, command, left(errand ->> 'payload', :longest) as payload, reason,
                               attempts, parked_at
                          from scheduling.parked_errand where id > :after order by id limit :limit
                        """)
                .param("longest", LONGEST_PAYLOAD)
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query(
                        (row, _) ->
                                new Parked(
                                        row.getString("id"),
                                        row.getString("command"),
                                        row.getString("payload"),
                                        row.getString("reason"),
                                        row.getInt("attempts"),
                                        row.getObject("parked_at", OffsetDateTime.class)
                                                .toInstant()))
                .list();
    }

    @Override
    public long count() {
        return parked.count();
    }

    @Override
    public boolean takeUp(String id) {
        return Boolean.TRUE.equals(
                transactions.execute(
                        _ -> {
                            Optional<String> errand = remove(id);
                            errand.map(kept -> json.readValue(kept, Errand.class))
                                    .ifPresent(
                                            kept ->
                                                    scheduling.schedule(
                                                            ErrandTask.DESCRIPTOR
                                                                    .instance(newId())
                                                                    .data(kept)
                                                                    .build(),
                                                            clock.instant()));
                            return errand.isPresent();
                        }));
    }

    // the row of the old one may not have been deleted yet
    private static String newId() {
        return IdentifierFactory.getInstance().generateIdentifier();
    }

    @Override
    public boolean throwAway(String id) {
        return remove(id).isPresent();
    }

    private Optional<String> remove(String id) {
        return database.sql(
                        "delete from scheduling.parked_errand where id = :id returning"
                                + " errand::text")
                .param("id", id)
                .query(String.class)
                .optional();
    }
}
