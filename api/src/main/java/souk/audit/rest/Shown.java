package souk.audit.rest;

import souk.audit.Audited;

import java.util.Set;

/** How one of what auditors look at is shown to others: a capability has one for its view. */
public interface Shown {

    Audited kind();

    /** As of the position at the earliest. */
    Object find(String id, long position);

    /** Which of its fields follow from its own events, and nothing else. */
    Set<String> fields();
}
