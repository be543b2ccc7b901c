package souk.export;

/** What was asked for makes no sense, or is not there. */
final class Misunderstanding extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Misunderstanding(String message) {
        super(message);
    }
}
