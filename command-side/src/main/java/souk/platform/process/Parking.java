package souk.platform.process;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Where errands are that are not tried any more. */
public interface Parking {

    int LONGEST_PAYLOAD = 500;

    /**
     * One of them.
     *
     * @param payload as JSON, cut where it is long
     */
    record Parked(
            String id,
            String command,
            String payload,
            String reason,
            int attempts,
            Instant parkedAt) {}

    /** In order of their ids, which is that of their making. */
    List<Parked> list(@Nullable String after, int limit);

    long count();

    /** Has it tried again, as if it never had been; false where it is not there. */
    boolean takeUp(String id);

    /** For good; false where it is not there. */
    boolean throwAway(String id);
}
