package souk.payment.command;

/** A buyer has turned to his bank. */
record Dispute(String id, boolean open) implements Keyed {

    @Override
    public Object key() {
        return id;
    }
}
