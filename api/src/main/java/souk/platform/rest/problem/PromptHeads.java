package souk.platform.rest.problem;

import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;

/**
 * Hangs up on whoever does not come to the end of a request's head. Tomcat by itself waits for the
 * next byte only, and that a byte at a time for ever.
 */
public class PromptHeads extends Http11NioProtocol {

    private volatile long patience = Long.MAX_VALUE;

    void setPatience(Duration within) {
        patience = within.toNanos();
    }

    @Override
    protected Processor createProcessor() {
        return new Head(this, getAdapter());
    }

    private final class Head extends Http11Processor {

        private @Nullable SocketWrapperBase<?> whose; // what serves one may serve another later
        private long since;
        private int answered;

        Head(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        /** Called for whatever has come in; a head that is not whole waits for more. */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            SocketState state = super.service(socket);
            boolean unfinished = state == SocketState.LONG && !isAsync();
            int requests = request.getRequestProcessor().getRequestCount();
            if (!unfinished || whose != socket || requests != answered) {
                whose = unfinished ? socket : null;
                since = System.nanoTime();
                answered = requests;
            } else if (System.nanoTime() - since > patience) {
                whose = null;
                return SocketState.CLOSED;
            }
            return state;
        }
    }
}
