package souk.platform.query.rebuild;

import org.jspecify.annotations.Nullable;

/** The events could not be read to their end. */
final class ArchiveFailure extends RuntimeException {

    ArchiveFailure(@Nullable Throwable cause) {
        super(cause);
    }
}
