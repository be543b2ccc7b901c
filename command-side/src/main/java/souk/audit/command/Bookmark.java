package souk.audit.command;

/**
 * Where a page of a history ended.
 *
 * @param sequence of an event of the stream itself from which to read on
 */
record Bookmark(long position, long sequence) {

    static Bookmark read(String text) {
        int dash = text.indexOf('-');
        return new Bookmark(
                Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    String write() {
        return position + "-" + sequence;
    }
}
