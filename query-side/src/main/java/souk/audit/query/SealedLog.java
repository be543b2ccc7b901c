package souk.audit.query;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/** What was sealed of the log, for those who doubt the log. */
interface SealedLog {

    /** Whether what was signed lies where this node sees it. */
    boolean isHere();

    /** How many leaves the tree holds. */
    long size();

    /** Leaves from this position on: as many, or as many as there are. */
    List<byte[]> leaves(long from, int most);

    /** Up to which size the last line goes, whoever has written it. */
    long lastSigned();

    /** The lines that were signed, in their order, read while they are asked for. */
    Stream<Signed> signed();

    /**
     * A line that was signed.
     *
     * @param fault why it is not to be believed; null where it is
     */
    record Signed(long line, long size, byte[] root, @Nullable String fault) {}
}
