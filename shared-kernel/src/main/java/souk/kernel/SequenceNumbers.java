package souk.kernel;

import java.util.Collection;
import java.util.Map;

/** For event stores that can look at many streams in about the time they need for one. */
public interface SequenceNumbers {

    /**
     * The last stored sequence number of each of the streams; streams without events are left out.
     */
    Map<String, Long> lastSequenceNumbersFor(Collection<String> streams);
}
