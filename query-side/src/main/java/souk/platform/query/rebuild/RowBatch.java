package souk.platform.query.rebuild;

import java.util.Collection;
import java.util.List;

/**
 * Rows on their way into a table.
 *
 * @param outdated keys of rows there that are deleted, or replaced by one of the rows
 */
record RowBatch<R>(RowFormat<R> format, List<Row<R>> rows, Collection<?> outdated) {

    /** A row, and the position of the event that changed it last. */
    record Row<R>(R row, long position) {}
}
