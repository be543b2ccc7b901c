package souk.platform.rest.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

class OnceOnlyTest {

    private static OnceOnly seeded(int seed) {
        return new OnceOnly("key", new byte[] {(byte) seed, 1, 2, 3}, Instant.EPOCH);
    }

    @Test
    void gives_the_same_bytes_to_every_attempt() {
        OnceOnly first = seeded(1);
        OnceOnly again = seeded(1);
        for (int length : new int[] {10, 32, 1, 100, 10}) {
            assertThat(again.random(length)).isEqualTo(first.random(length)).hasSize(length);
        }
    }

    @Test
    void gives_other_bytes_to_other_requests() {
        assertThat(seeded(1).random(32)).isNotEqualTo(seeded(2).random(32));
    }

    @Test
    void gives_no_bytes_twice() {
        OnceOnly once = seeded(1);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            assertThat(seen.add(Arrays.toString(once.random(10)))).isTrue();
        }
    }
}
