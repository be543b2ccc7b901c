package souk.bench.rebuild;

import org.axonframework.serialization.SerializedObject;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import souk.bench.store.BenchDatabase;
import souk.kernel.MessageKeys;
import souk.platform.postgres.DatabaseAddress;
import souk.platform.store.PublishedSerializer;
import souk.platform.store.SubjectKeys;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes events as the engine does, but by COPY, and keys of their subjects by the thousand. */
final class Chronicle implements AutoCloseable {

    private static final int BATCH = 20_000;
    private static final int SHARE = 1_000;
    private static final long MICROS_UNTIL_2000 = 946_684_800_000_000L;
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final String SUBJECTS =
            """
            insert into event_store.subject_key (subject, key, created_at)
            select subject, sha256(random()::text::bytea), now() from unnest(?) as s (subject)
            """;

    private record Written(String type, String stream, long sequence, Object event) {}

    private record Type(String name, String revision, String streamType) {}

    private final Connection connection;
    private final PublishedSerializer serializer;
    private final SubjectKeys keys;
    private final Map<Type, Short> types = new HashMap<>();
    private final List<Written> batch = new ArrayList<>(BATCH);
    private final List<String> subjects = new ArrayList<>();
    private final long micros;
    private long position;

    Chronicle(DatabaseAddress address, PublishedSerializer serializer, SubjectKeys keys)
            throws SQLException {
        this.connection = BenchDatabase.connect(address);
        this.serializer = serializer;
        this.keys = keys;
        this.micros = System.currentTimeMillis() * 1_000 - MICROS_UNTIL_2000;
        BenchDatabase.execute(connection, "set synchronous_commit = off");
    }

    /** Is going to be written about. */
    void introduce(String subject) {
        subjects.add(subject);
    }

    void happen(String type, String stream, long sequence, Object event) {
        batch.add(new Written(type, stream, sequence, event));
        if (batch.size() == BATCH) {
            store();
        }
    }

    long written() {
        return position + batch.size();
    }

    private void store() {
        try {
            learnSubjects();
            batch.forEach(this::learnType);
            CopyIn copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy event_store.event from stdin (format binary)");
            copy.writeToCopy(HEADER, 0, HEADER.length);
            long first = position;
            List<Integer> shares = new ArrayList<>();
            for (int from = 0; from < batch.size(); from += SHARE) {
                shares.add(from);
            }
            // encoding takes longer than writing
            for (byte[] rows : shares.parallelStream().map(from -> rows(first, from)).toList()) {
                copy.writeToCopy(rows, 0, rows.length);
            }
            copy.endCopy();
            position += batch.size();
            batch.clear();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void learnSubjects() throws SQLException {
        try (var insert = connection.prepareStatement(SUBJECTS)) {
            insert.setArray(1, connection.createArrayOf("text", subjects.toArray()));
            insert.executeUpdate();
        }
        keys.foresee(subjects);
        subjects.clear();
    }

    private void learnType(Written event) {
        types.computeIfAbsent(typeOf(event), this::number);
    }

    private Type typeOf(Written written) {
        var stored = serializer.typeForClass(written.event().getClass());
        return new Type(stored.getName(), stored.getRevision(), written.type());
    }

    private short number(Type type) {
        try (var insert =
                connection.prepareStatement(
                        """
                        insert into event_store.event_type
                        select coalesce(max(id), 0) + 1, ?, ?, ? from event_store.event_type
                        returning id
                        """)) {
            insert.setString(1, type.name());
            insert.setString(2, type.revision());
            insert.setString(3, type.streamType());
            try (var row = insert.executeQuery()) {
                row.next();
                return row.getShort(1);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private byte[] rows(long first, int from) {
        var bytes = new ByteArrayOutputStream(SHARE * 600);
        try (var out = new DataOutputStream(bytes)) {
            for (int i = from; i < Math.min(batch.size(), from + SHARE); i++) {
                write(out, first + i, batch.get(i));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void write(DataOutputStream out, long at, Written written) throws IOException {
        SerializedObject<byte[]> payload = serializer.serialize(written.event(), byte[].class);
        out.writeShort(9);
        number(out, at);
        bytes(out, written.stream().getBytes(StandardCharsets.UTF_8));
        number(out, written.sequence());
        out.writeInt(Short.BYTES);
        out.writeShort(Objects.requireNonNull(types.get(typeOf(written))));
        number(out, micros + at * 10_000); // a hundred a second
        number(out, micros + at * 10_000);
        out.writeInt(2 * Long.BYTES);
        out.writeLong(at);
        out.writeLong(~at);
        bytes(out, metadata(at, payload.getType().getName()));
        bytes(out, payload.getData());
    }

    private static void number(DataOutputStream out, long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private static void bytes(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    // as long as it is in the shop
    private static byte[] metadata(long at, String event) {
        return "{\"%s\":\"guest\",\"%s\":\"GUEST\",\"%s\":\"%032x\",\"%s\":\"%032x\",\"%s\":\"%s\"}"
                .formatted(
                        MessageKeys.ACTOR,
                        MessageKeys.ROLE,
                        MessageKeys.CORRELATION_ID,
                        at / 4,
                        MessageKeys.CAUSATION_ID,
                        at,
                        MessageKeys.COMMAND,
                        event)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Writes what is left, and makes the tables as they are after a while. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            store();
            BenchDatabase.execute(
                    connection,
                    "vacuum analyze event_store.event",
                    "vacuum analyze event_store.subject_key",
                    "checkpoint");
        }
    }
}
