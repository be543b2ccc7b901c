package souk.bench.growth;

import souk.bench.store.BenchDatabase;
import souk.bench.store.Carts;
import souk.cart.CartId;
import souk.platform.postgres.DatabaseAddress;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Years of carts, written by the database itself: rows as the engine writes them, indexes and all.
 */
final class History {

    /** Carts of as many events as a real one has, a thousand of them being filled at a time. */
    static final int EVENTS_PER_CART = 20;

    private static final int CARTS_AT_A_TIME = 1_000;
    private static final int CHUNK = 200_000;

    private static final String ROWS =
            """
            insert into event_store.event
                   (position, stream, sequence, type, time, recorded_at, id, metadata, payload)
            select head.position + 1 + e.n, e.stream, e.sequence,
                   case e.sequence when 0 then created.id else added.id end,
                   head.recorded_at, head.recorded_at, gen_random_uuid(), head.metadata,
                   convert_to(
                       case e.sequence
                       when 0 then format('{"cartId":"%%s","owner":"%%s"}', e.stream, ?::text)
                       else format('{"cartId":"%%s","sku":"MUG-BLUE-%%s","quantity":1,'
                                   '"unitPrice":{"amount":19900,"currency":"TND"}}',
                                   e.stream, e.sequence %% 5)
                       end, 'UTF8')
              from (select position, recorded_at, metadata from event_store.event
                     order by position desc limit 1) head,
                   (select id from event_store.event_type where name = 'cart.CartCreated') created,
                   (select id from event_store.event_type where name = 'cart.ItemAdded') added,
                   (%s) e (n, stream, sequence)
             order by e.n
            """;

    // the 10 leading characters of an id are its milliseconds, in base 32
    private static final String MANY_CARTS =
            """
            select n,
                   'cart_'
                   || (select string_agg(
                                  substr('0123456789abcdefghjkmnpqrstvwxyz',
                                         ((at >> (5 * digit)) & 31)::int + 1, 1),
                                  '' order by digit desc)
                         from generate_series(0, 9) digit)
                   || lpad(cart::text, 16, '0'),
                   sequence
              from (select n, cart, sequence, ?::bigint + cart as at
                      from (select n,
                                   (first + n) / %1$d * %2$d + (first + n) %% %2$d as cart,
                                   (first + n) %% %1$d / %2$d as sequence
                              from generate_series(0, ?::bigint - 1) n,
                                   (select ?::bigint as first)) numbered) timed
            """
                    .formatted(CARTS_AT_A_TIME * EVENTS_PER_CART, CARTS_AT_A_TIME);

    private static final String ONE_CART =
            """
            select n, ?::text, ?::bigint + n from generate_series(0, ?::bigint - 1) n
            """;

    private final DatabaseAddress address;

    History(DatabaseAddress address) {
        this.address = address;
    }

    /** Carts that nobody touches any more, created one millisecond after the other. */
    void write(long events, long firstMillis, PrintStream progress) throws SQLException {
        try (Connection connection = BenchDatabase.connect(address);
                PreparedStatement insert =
                        connection.prepareStatement(ROWS.formatted(MANY_CARTS))) {
            BenchDatabase.execute(connection, "set synchronous_commit = off");
            for (long first = 0; first < events; first += CHUNK) {
                insert.setString(1, Carts.OWNER.value());
                insert.setLong(2, firstMillis);
                insert.setLong(3, Math.min(CHUNK, events - first));
                insert.setLong(4, first);
                insert.executeUpdate();
                if ((first + CHUNK) % 1_000_000 == 0) {
                    progress.printf(Locale.ROOT, "%,d events written%n", first + CHUNK);
                }
            }
            BenchDatabase.execute(connection, "vacuum analyze event_store.event", "checkpoint");
        }
    }

    /** Continues one cart. */
    void write(CartId cart, long firstSequence, long events) throws SQLException {
        try (Connection connection = BenchDatabase.connect(address);
                PreparedStatement insert = connection.prepareStatement(ROWS.formatted(ONE_CART))) {
            insert.setString(1, Carts.OWNER.value());
            insert.setString(2, cart.value());
            insert.setLong(3, firstSequence);
            insert.setLong(4, events);
            insert.executeUpdate();
        }
    }
}
