package souk.platform.query;

/** A handler wants to change or delete what is not there. */
public class MissingRow extends IllegalStateException {

    public MissingRow(Class<?> rows, Object key) {
        super("There is no " + rows.getSimpleName() + " of key " + key);
    }
}
