package souk.account.rest;

import org.jspecify.annotations.Nullable;

/** For those who change what accounts may do, and want the next request to be treated by it. */
public interface AccessChanges {

    /** Returns once this node has seen everything up to the position, or after a short while. */
    void await(@Nullable Long position);
}
