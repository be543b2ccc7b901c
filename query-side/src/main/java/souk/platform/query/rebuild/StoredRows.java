package souk.platform.query.rebuild;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rows of a generation that are in the database: written by COPY, read by their keys. */
final class StoredRows {

    private static final int CHUNK = 1 << 16;

    private final Connection connection;
    private final GenerationSchema schema;
    private final SessionFactoryImplementor mappings;
    private final Set<String> keyed = new HashSet<>();
    private final CopyBuffer buffer = new CopyBuffer();
    private final Runnable pause;

    /**
     * @param pause between pieces of what is written
     */
    StoredRows(
            Connection connection,
            GenerationSchema schema,
            SessionFactoryImplementor mappings,
            Runnable pause) {
        this.connection = connection;
        this.pause = pause;
        this.schema = schema;
        this.mappings = mappings;
    }

    /** Those that were made may have been undone. */
    void forgetKeys() {
        keyed.clear();
    }

    <R> List<R> fetch(RowFormat<R> format, Collection<?> keys) throws SQLException {
        mustHaveKey(format.table());
        try (var session =
                mappings.withStatelessOptions().connection(connection).openStatelessSession()) {
            NativeQuery<R> query =
                    session.createNativeQuery(
                            "select t.* from %s.%s t join %s on %s"
                                    .formatted(
                                            schema.name(),
                                            format.table(),
                                            format.unnested("cast(? as text[])"),
                                            format.matching()),
                            format.rows());
            String[][] texts = texts(format, keys);
            for (int part = 0; part < texts.length; part++) {
                query.setParameter(part + 1, texts[part]);
            }
            return query.getResultList();
        }
    }

    <R> void store(RowBatch<R> batch) throws SQLException {
        if (!batch.outdated().isEmpty()) {
            mustHaveKey(batch.format().table());
            delete(batch.format(), batch.outdated());
        }
        if (!batch.rows().isEmpty()) {
            copy(batch.format(), batch.rows());
        }
    }

    private void mustHaveKey(String table) throws SQLException {
        if (keyed.add(table)) {
            for (String key : schema.missingKey(connection, table)) {
                GenerationSchema.run(connection, key);
            }
        }
    }

    private void delete(RowFormat<?> format, Collection<?> keys) throws SQLException {
        try (var delete =
                connection.prepareStatement(
                        "delete from %s.%s t using %s where %s"
                                .formatted(
                                        schema.name(),
                                        format.table(),
                                        format.unnested("?"),
                                        format.matching()))) {
            String[][] texts = texts(format, keys);
            for (int part = 0; part < texts.length; part++) {
                delete.setArray(part + 1, connection.createArrayOf("text", texts[part]));
            }
            delete.executeUpdate();
        }
    }

    private static String[][] texts(RowFormat<?> format, Collection<?> keys) {
        String[][] texts = new String[format.keyColumns().size()][keys.size()];
        int row = 0;
        for (Object key : keys) {
            String[] parts = format.textsOf(key);
            for (int part = 0; part < parts.length; part++) {
                texts[part][row] = parts[part];
            }
            row++;
        }
        return texts;
    }

    private <R> void copy(RowFormat<R> format, List<RowBatch.Row<R>> rows) throws SQLException {
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy %s.%s (%s) from stdin (format binary)"
                                        .formatted(
                                                schema.name(), format.table(), format.columns()));
        RowBatch.@Nullable Row<R> current = null;
        try {
            buffer.clear();
            buffer.start();
            for (RowBatch.Row<R> row : rows) {
                current = row;
                format.write(row.row(), buffer);
                current = null;
                if (buffer.size() > CHUNK) {
                    send(copy);
                    pause.run();
                }
            }
            buffer.end();
            send(copy);
            copy.endCopy();
        } catch (SQLException refused) {
            throw FailedEvent.about(refused, rows, format.table());
        } catch (Interrupted stopped) {
            throw stopped;
        } catch (RuntimeException unwritable) {
            throw current == null
                    ? unwritable
                    : new FailedEvent(current.position(), null, unwritable);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void send(CopyIn copy) throws SQLException {
        copy.writeToCopy(buffer.bytes(), 0, buffer.size());
        buffer.clear();
    }
}
