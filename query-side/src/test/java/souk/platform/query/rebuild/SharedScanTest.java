package souk.platform.query.rebuild;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import souk.kernel.EventArchive;
import souk.kernel.EventArchive.Wanted;

import java.util.List;

class SharedScanTest {

    private static final class Broken implements EventArchive {

        @Override
        public Reading read(Wanted wanted, long after, long last) {
            throw new NoClassDefFoundError("souk/Gone");
        }

        @Override
        public long head() {
            return 10;
        }
    }

    @Test
    @Timeout(30)
    void tells_those_who_wait_of_a_grave_error_too() {
        var scan =
                new SharedScan(new Broken(), Runnable::run, List.of(new Wanted(_ -> true, false)));

        scan.read(-1, 10);

        assertThatThrownBy(() -> scan.part(0).next(() -> {}))
                .isInstanceOf(ArchiveFailure.class)
                .hasCauseInstanceOf(NoClassDefFoundError.class);
    }
}
