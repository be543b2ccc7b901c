package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

import souk.kernel.EventArchive.Entry;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An event that the projection can't digest: a rebuild goes no further. */
final class FailedEvent extends RuntimeException {

    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private final long position;
    private final @Nullable String type;
    private final Throwable reason;

    FailedEvent(long position, @Nullable String type, Throwable cause) {
        super(cause);
        this.position = position;
        this.type = type;
        this.reason = cause;
    }

    static FailedEvent unreadable(Entry entry) {
        RuntimeException why = entry.unreadable();
        return new FailedEvent(
                entry.position(),
                entry.type(),
                why == null ? new IllegalStateException("There is no event") : why);
    }

    /** Of the row that PostgreSQL refused, if it is about one. */
    static RuntimeException about(
            SQLException refused, List<? extends RowBatch.Row<?>> rows, String table) {
        String where =
                refused instanceof PSQLException told && told.getServerErrorMessage() != null
                        ? told.getServerErrorMessage().getWhere()
                        : null;
        Matcher line = LINE.matcher(where == null ? "" : where);
        int row = line.find() ? Integer.parseInt(line.group(1)) - 1 : -1;
        return row < 0 || row >= rows.size()
                ? new DatabaseFailure(refused)
                : new FailedEvent(rows.get(row).position(), null, refused);
    }

    Throwable reason() {
        return reason;
    }

    long position() {
        return position;
    }

    /** The stored name of its type, where it is known already. */
    @Nullable String type() {
        return type;
    }
}
