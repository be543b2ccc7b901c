package souk.platform.query;

/** A handler wants to change or delete what is not there. */
class MissingRow extends IllegalStateException {

    MissingRow(Class<?> rows, Object key) {
        super("There is no " + rows.getSimpleName() + " of key " + key);
    }
}
