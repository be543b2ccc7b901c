package souk.payment.sandbox;

import souk.platform.command.Errands;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/** Holds errands until a test has them run. */
class HeldErrands implements Errands {

    record Held(Instant due, Object command) {}

    private final LinkedBlockingQueue<Held> held = new LinkedBlockingQueue<>();

    @Override
    public void send(Object command) {
        held.add(new Held(Instant.EPOCH, command));
    }

    @Override
    public void later(Object command) {
        held.add(new Held(Instant.EPOCH, command));
    }

    @Override
    public void at(Instant due, Object command) {
        held.add(new Held(due, command));
    }

    /** In the order in which they are due. */
    List<Held> take(Predicate<Object> which) {
        List<Held> all = new ArrayList<>();
        held.drainTo(all);
        all.stream().filter(it -> !which.test(it.command())).forEach(held::add);
        return all.stream()
                .filter(it -> which.test(it.command()))
                .sorted((one, other) -> one.due().compareTo(other.due()))
                .toList();
    }
}
