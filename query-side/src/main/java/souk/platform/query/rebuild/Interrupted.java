package souk.platform.query.rebuild;

/** This process stops; the rebuild goes on later, here or elsewhere. */
final class Interrupted extends RuntimeException {

    Interrupted(InterruptedException cause) {
        super(cause);
    }
}
