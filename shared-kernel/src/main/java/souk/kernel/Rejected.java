package souk.kernel;

import org.axonframework.messaging.HandlerExecutionException;

/**
 * A refused command or query. The rejection travels as its details: those survive the network,
 * classes do not.
 */
public class Rejected extends HandlerExecutionException {

    private final transient Rejection rejection;

    public Rejected(Rejection rejection) {
        super(rejection.message(), null, rejection, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}
