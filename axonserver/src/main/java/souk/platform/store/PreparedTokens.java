package souk.platform.store;

import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Stores with every batch how far it was, as Axon does, but with one statement that is the same
 * each time: Hibernate translates those that change rows anew, which took longer than the rows.
 */
class PreparedTokens extends JpaTokenStore {

    private static final String STORE =
            """
            update axon.token_entry set token = ?, token_type = ?, timestamp = ?
             where owner = ? and processor_name = ? and segment = ?
            """;

    private final String node;
    private final Serializer serializer;
    private final JdbcOperations jdbc;

    private PreparedTokens(
            Builder builder, String node, Serializer serializer, JdbcOperations jdbc) {
        super(builder);
        this.node = node;
        this.serializer = serializer;
        this.jdbc = jdbc;
    }

    static PreparedTokens of(
            EntityManagerProvider entities,
            Serializer serializer,
            JdbcOperations jdbc,
            Duration claim) {
        String node = ManagementFactory.getRuntimeMXBean().getName();
        Builder builder =
                JpaTokenStore.builder()
                        .entityManagerProvider(entities)
                        .serializer(serializer)
                        .claimTimeout(claim)
                        .nodeId(node);
        return new PreparedTokens(builder, node, serializer, jdbc);
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        SerializedObject<byte[]> stored =
                token == null ? null : serializer.serialize(token, byte[].class);
        int own =
                jdbc.update(
                        STORE,
                        stored == null ? null : stored.getData(),
                        stored == null ? null : stored.getType().getName(),
                        DateTimeUtils.formatInstant(AbstractTokenEntry.clock.instant()),
                        node,
                        processor,
                        segment);
        if (own == 0) {
            // claims what has been released, or refuses
            super.storeToken(token, processor, segment);
        }
    }
}
