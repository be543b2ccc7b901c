package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.order.command.OrderExamples.*;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import souk.order.OrderCommand;
import souk.order.OrderCommand.ConfirmRefund;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderCommand.RejectRefund;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.RefundFailed;
import souk.payment.RefundId;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * News of refunds reach the order late, doubled and mixed up: what the payment said last counts.
 */
class RefundNewsTest {

    private static final long EACH = 900;

    private final List<Object> history = new ArrayList<>(List.of(PLACED, PAID));
    private long refunded;

    private void tell(OrderCommand command) {
        for (Object event : OrderStage.given(history.toArray()).eventsOf(command)) {
            history.add(event);
            refunded =
                    switch (event) {
                        case OrderRefunded it -> it.refunded().amount();
                        case RefundFailed it -> it.refunded().amount();
                        default -> refunded;
                    };
        }
    }

    private static OrderCommand news(RefundId refund, boolean good, long version) {
        return good
                ? new ConfirmRefund(ORDER, refund, PI, euros(EACH), version)
                : new RejectRefund(ORDER, refund, "closed", version);
    }

    @RepeatedTest(50)
    void end_the_same_in_whatever_order(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        List<OrderCommand> news = new ArrayList<>();
        Map<RefundId, Boolean> last = new HashMap<>();
        for (long version = 3; version < 9; version++) {
            RefundId refund = random.nextBoolean() ? REFUND : OTHER;
            boolean good = random.nextBoolean();
            last.put(refund, good);
            Collections.addAll(news, news(refund, good, version), news(refund, good, version));
        }
        Collections.shuffle(news, random);

        tell(new RefundOrder(ORDER, REFUND, euros(EACH), List.of(), "broken", false));
        tell(new RefundOrder(ORDER, OTHER, euros(EACH), List.of(), "broken", false));
        news.forEach(this::tell);

        assertThat(refunded).isEqualTo(EACH * last.values().stream().filter(good -> good).count());
    }
}
