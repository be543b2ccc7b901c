package souk.platform.store;

import org.axonframework.serialization.SerializationException;

/**
 * Something stored, or about to be, has a name that is not published: an error, never a skipped
 * event.
 */
public class UnknownNameException extends SerializationException {

    public UnknownNameException(String message) {
        super(message);
    }
}
