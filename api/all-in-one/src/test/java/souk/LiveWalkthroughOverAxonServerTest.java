package souk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The same, with every message and event going through a real Axon Server. */
@OverAxonServer
class LiveWalkthroughOverAxonServerTest extends LiveWalkthroughTest {

    /** The server tells no positions: answers bring the head, which may be an event of others. */
    @Override
    void mustBeOf(List<String> answered, List<String> heard) {
        assertThat(heard).hasSameSizeAs(answered);
        long before = -1;
        for (int i = 0; i < heard.size(); i++) {
            long head = Long.parseLong(answered.get(i));
            assertThat(Long.parseLong(heard.get(i))).as("change %d", i).isBetween(before + 1, head);
            before = head;
        }
    }
}
