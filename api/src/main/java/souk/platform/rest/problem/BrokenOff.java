package souk.platform.rest.problem;

/**
 * An answer that has begun and can't be finished: its connection breaks, or it would seem whole.
 */
public class BrokenOff extends RuntimeException {

    public BrokenOff(Throwable cause) {
        super("An answer that had begun was broken off", cause);
    }
}
