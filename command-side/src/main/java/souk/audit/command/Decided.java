package souk.audit.command;

/** What decisions about an aggregate answer with: views have to show the same of it. */
public interface Decided<T> {

    Class<T> type();

    /** Of one that was folded from its events, up to that version. */
    Object answer(T aggregate, long version);
}
