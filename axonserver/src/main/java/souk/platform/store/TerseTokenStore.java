package souk.platform.store;

import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.eventhandling.tokenstore.jpa.TokenEntry;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

import java.time.Duration;
import java.util.Optional;

/**
 * Axon's JPA store, its table and its transactions. What every batch of every processor does, it
 * does without Hibernate, which takes more time for it than PostgreSQL.
 */
class TerseTokenStore extends JpaTokenStore {

    private static final int WHAT_IS_NEW = 5_430_125;
    private static final String IDENTIFIER = "__identifier";

    private final Serializer serializer;
    private final EntityManagerProvider entities;
    private final JdbcOperations database;
    private final String node;

    TerseTokenStore(
            Serializer serializer,
            EntityManagerProvider entities,
            Duration claimTimeout,
            String node,
            JdbcOperations database) {
        super(
                JpaTokenStore.builder()
                        .serializer(serializer)
                        .entityManagerProvider(entities)
                        .claimTimeout(claimTimeout)
                        .nodeId(node));
        this.serializer = serializer;
        this.entities = entities;
        this.database = database;
        this.node = node;
    }

    /**
     * Nodes that start together take turns, so that the next one finds what the first has made. It
     * would not get over a violated key: Axon tries again, but in a transaction that is spoilt.
     */
    @Override
    public void initializeTokenSegments(
            String processor, int segments, @Nullable TrackingToken start) {
        takeTurns(processor);
        super.initializeTokenSegments(processor, segments, start);
    }

    /** Made by the first who asks, and Axon Server asks all nodes as soon as they start. */
    @Override
    public Optional<String> retrieveStorageIdentifier() {
        takeTurns(IDENTIFIER);
        return super.retrieveStorageIdentifier();
    }

    private void takeTurns(String atWhat) {
        database.query(
                "select pg_advisory_xact_lock(?, hashtext(?))", _ -> {}, WHAT_IS_NEW, atWhat);
    }

    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        TrackingToken token = super.fetchToken(processor, segment);
        writeClaim();
        return token;
    }

    @Override
    public TrackingToken fetchToken(String processor, Segment segment) {
        TrackingToken token = super.fetchToken(processor, segment);
        writeClaim();
        return token;
    }

    // now, or Hibernate would later write the old token over what is stored without it
    private void writeClaim() {
        entities.getEntityManager().flush();
    }

    /** Of a segment that is not this node's, Axon's store tells what is to be told. */
    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        if (token == null || update(token, processor, segment) == 0) {
            super.storeToken(token, processor, segment);
        }
    }

    // waits for the disk: who goes on from a token that PostgreSQL loses when it alone is killed
    // would have passed over events
    private int update(TrackingToken token, String processor, int segment) {
        var entry = new TokenEntry(processor, segment, token, serializer);
        return database.update(
                """
                update axon.token_entry set token = ?, token_type = ?, timestamp = ?
                 where owner = ? and processor_name = ? and segment = ?
                """,
                entry.getSerializedToken().getData(),
                entry.getTokenType().getName(),
                entry.timestampAsString(),
                node,
                processor,
                segment);
    }
}
