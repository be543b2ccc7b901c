package souk.payment.command;

import souk.platform.command.Errands;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Carries nothing out, and remembers what it was to. */
class KeptErrands implements Errands {

    final List<Object> kept = new ArrayList<>();
    final List<Instant> due = new ArrayList<>();

    @Override
    public void send(Object command) {
        kept.add(command);
    }

    @Override
    public void later(Object command) {
        kept.add(command);
    }

    @Override
    public void at(Instant then, Object command) {
        due.add(then);
        kept.add(command);
    }
}
