package souk.platform.postgres;

import java.nio.file.Path;

/** Another process works on the same data directory. */
public class DataDirectoryInUse extends RuntimeException {

    DataDirectoryInUse(Path dataDirectory, String holder) {
        super(
                "The data directory %s is in use by %s: stop that one first, or choose another directory."
                        .formatted(dataDirectory, holder));
    }
}
