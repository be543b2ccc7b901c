package souk.platform.query;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rows of one table, as the handlers of a projection see them: what an event changes, the next
 * one finds changed. When the rows reach the database is not the handlers' business.
 */
public interface Table<R, K> {

    /** To be looked at; whoever wants it otherwise says {@link #change}. */
    Optional<R> find(K key);

    /** There must be no row of this key yet. */
    void insert(R row);

    /** There must be such a row. */
    void change(K key, Consumer<? super R> change);

    /** There must be such a row. */
    void delete(K key);
}
