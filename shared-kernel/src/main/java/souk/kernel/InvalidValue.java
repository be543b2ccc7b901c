package souk.kernel;

/**
 * A value that no command may carry. Thrown by the values themselves, so that nothing invalid can
 * be built.
 */
public class InvalidValue extends IllegalArgumentException {

    private final String code;

    public InvalidValue(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
