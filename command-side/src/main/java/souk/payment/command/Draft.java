package souk.payment.command;

import souk.payment.PaymentEvent.PaymentDeclined;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The next state of a payment, while it is being made from the one before. */
final class Draft {

    /** Who tries more cards than that may be told twice of one that was declined. */
    private static final int MOST_DECLINES = 50;

    static final class Entries<T extends Keyed> {
        private final Map<Object, T> byKey = new LinkedHashMap<>();

        private Entries(List<T> before) {
            before.forEach(this::put);
        }

        void put(T entry) {
            byKey.put(entry.key(), entry);
        }

        private List<T> list() {
            return List.copyOf(byKey.values());
        }
    }

    final Entries<PayPage> pages;
    final Entries<Capture> captures;
    final Entries<Refund> refunds;
    final Entries<Dispute> disputes;
    boolean ended;
    private final PaymentState before;
    private final List<String> declines;

    Draft(PaymentState before) {
        this.before = before;
        pages = new Entries<>(before.pages());
        captures = new Entries<>(before.captures());
        refunds = new Entries<>(before.refunds());
        disputes = new Entries<>(before.disputes());
        declines = new ArrayList<>(before.declines());
        ended = before.ended();
    }

    void decline(PaymentDeclined declined) {
        if (declined.notice() != null) {
            declines.add(declined.notice());
            if (declines.size() > MOST_DECLINES) {
                declines.removeFirst();
            }
        }
    }

    PaymentState done() {
        return new PaymentState(
                before.paymentId(),
                before.reference(),
                before.amount(),
                before.payUntil(),
                ended,
                pages.list(),
                captures.list(),
                refunds.list(),
                disputes.list(),
                List.copyOf(declines));
    }
}
