package souk.verify;

/** There is nothing to verify: the files are not there, or not what was asked for. */
final class Unable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unable(String message) {
        super(message);
    }
}
