package souk.platform.query;

import org.springframework.stereotype.Component;

/** What goes wrong while events are handled. */
@Component
public class Trouble {

    /** Throws whatever should happen. */
    public interface Maker {
        void meet(ProbeEvent event) throws Exception;
    }

    private static final Maker NONE = event -> {};

    private volatile Maker maker = NONE;

    public void comes(Maker trouble) {
        maker = trouble;
    }

    public void ends() {
        maker = NONE;
    }

    void meet(ProbeEvent event) throws Exception {
        maker.meet(event);
    }
}
