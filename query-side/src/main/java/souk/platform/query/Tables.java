package souk.platform.query;

/** Where a projection gets its tables from. */
public interface Tables {

    /** The table to which rows of the class are mapped, with the type of its key. */
    <R, K> Table<R, K> of(Class<R> rows, Class<K> keys);
}
