package souk.platform.rest.limit;

import org.jspecify.annotations.Nullable;

import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** There are only so many, and nobody has them all. */
public final class Seats {

    private final int all;
    private final int each;
    private final ProblemCode full;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> byCaller = new HashMap<>();
    private int taken;

    /**
     * @param full what is said to whoever has none himself, while others have them all
     */
    public Seats(int all, int each, ProblemCode full) {
        this.all = all;
        this.each = each;
        this.full = full;
    }

    /**
     * @param caller null where it is not known who that is
     */
    public void take(@Nullable String caller) {
        lock.lock();
        try {
            int own = caller == null ? 0 : byCaller.getOrDefault(caller, 0);
            if (own >= each) {
                throw new ProblemException(ProblemCode.RATE_LIMITED);
            }
            if (taken >= all) {
                throw new ProblemException(full);
            }
            taken++;
            if (caller != null) {
                byCaller.put(caller, own + 1);
            }
        } finally {
            lock.unlock();
        }
    }

    public void free(@Nullable String caller) {
        lock.lock();
        try {
            taken--;
            if (caller != null) {
                byCaller.computeIfPresent(caller, (_, own) -> own == 1 ? null : own - 1);
            }
        } finally {
            lock.unlock();
        }
    }
}
