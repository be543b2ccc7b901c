package souk.platform.store;

import org.axonframework.common.AxonTransientException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL did not answer in time. Whether the events were stored may be unknown: retry with the
 * same key.
 */
public class EventStoreUnavailableException extends AxonTransientException {

    public EventStoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
