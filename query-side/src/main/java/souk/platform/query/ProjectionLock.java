package souk.platform.query;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Keeps batches and the handling of dead letters of one projection apart, on whatever nodes they
 * run: neither works on rows that the other is about to write. Held until the transaction ends.
 */
public class ProjectionLock {

    private static final int PROJECTIONS = 5_430_119;

    private final JdbcOperations jdbc;
    private final String projection;

    public ProjectionLock(JdbcOperations jdbc, String projection) {
        this.jdbc = jdbc;
        this.projection = projection;
    }

    /**
     * For batches: any number of them at a time. They wait for the disk: were rows and token lost
     * together when PostgreSQL alone is killed, this process would go on behind them all the same.
     * Rows are read by their keys, however many: planning that anew takes longer than doing it.
     */
    void share() {
        take(
                """
                select pg_advisory_xact_lock_shared(?, hashtext(?)),
                       set_config('plan_cache_mode', 'force_generic_plan', true)
                """);
    }

    /** For a letter, or a new generation: nobody else. */
    public void own() {
        take("select pg_advisory_xact_lock(?, hashtext(?))");
    }

    /**
     * The same, for longer than the transaction: until it is released, or the connection breaks.
     */
    public void ownForLong() {
        take("select pg_advisory_lock(?, hashtext(?))");
    }

    public void release() {
        take("select pg_advisory_unlock(?, hashtext(?))");
    }

    private void take(String lock) {
        jdbc.query(lock, row -> {}, PROJECTIONS, projection);
    }

    /** Takes its share when the first event of a batch comes. */
    MessageHandlerInterceptor<EventMessage<?>> sharing() {
        String taken = ProjectionLock.class.getName();
        return (unit, chain) -> {
            if (unit.resources().putIfAbsent(taken, true) == null) {
                share();
            }
            return chain.proceed();
        };
    }
}
