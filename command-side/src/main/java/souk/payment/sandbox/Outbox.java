package souk.payment.sandbox;

import org.springframework.beans.factory.ObjectProvider;

import souk.payment.SandboxCommand.CloseSandboxSession;
import souk.payment.SandboxCommand.DeliverNotice;
import souk.platform.command.Errands;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Notices are kept together with what they tell of, and sent when that is sure. */
@InSandbox
class Outbox {

    /** How they are to be sent. */
    record Manner(int copies, Duration delay, boolean shuffled) {
        static final Manner ONCE = new Manner(1, Duration.ZERO, false);
    }

    /** One that is to be sent. */
    record Message(String type, Map<String, Object> object) {}

    /** What comes in another order comes this much later than what it was to come before. */
    private static final Duration STEP = Duration.ofMillis(50);

    private final SandboxTables tables;
    private final ObjectProvider<Errands> errands;
    private final Chance chance;
    private final Clock clock;

    Outbox(SandboxTables tables, ObjectProvider<Errands> errands, Chance chance, Clock clock) {
        this.tables = tables;
        this.errands = errands;
        this.chance = chance;
        this.clock = clock;
    }

    void tell(Manner manner, Message... all) {
        List<DeliverNotice> deliveries = new ArrayList<>();
        for (Message told : all) {
            String notice = kept(told);
            for (int copy = 1; copy <= manner.copies(); copy++) {
                deliveries.add(new DeliverNotice(notice, copy));
            }
        }
        Instant due = clock.instant().plus(manner.delay());
        if (manner.shuffled()) {
            chance.shuffle(deliveries);
        }
        for (DeliverNotice delivery : deliveries) {
            errands.getObject().at(due, delivery);
            due = manner.shuffled() ? due.plus(STEP) : due;
        }
    }

    void closeLater(Session session) {
        errands.getObject().at(session.expiresAt(), new CloseSandboxSession(session.id()));
    }

    private String kept(Message told) {
        Instant now = clock.instant();
        String id = chance.name("evt_");
        tables.insertNotice(
                id,
                String.valueOf(told.object().get("id")),
                Shapes.event(id, told.type(), told.object(), now),
                now);
        return id;
    }
}
