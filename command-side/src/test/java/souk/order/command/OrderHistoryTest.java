package souk.order.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.order.command.OrderExamples.ATLAS;
import static souk.order.command.OrderExamples.BOWL;
import static souk.order.command.OrderExamples.BUYER;
import static souk.order.command.OrderExamples.MUG;
import static souk.order.command.OrderExamples.ORDER;
import static souk.order.command.OrderExamples.PAYMENT;
import static souk.order.command.OrderExamples.PLACED;
import static souk.order.command.OrderExamples.RIF;
import static souk.order.command.OrderExamples.euros;
import static souk.order.command.OrderExamples.returned;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import souk.order.OrderCommand;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.ConfirmPayment;
import souk.order.OrderCommand.ConfirmRefund;
import souk.order.OrderCommand.DeliverOrder;
import souk.order.OrderCommand.ExpireOrder;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderCommand.RejectRefund;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderEvent.ConsignmentDelivered;
import souk.order.OrderEvent.ConsignmentShipped;
import souk.order.OrderEvent.OrderCancelled;
import souk.order.OrderEvent.OrderDelivered;
import souk.order.OrderEvent.OrderPaid;
import souk.order.OrderEvent.OrderRefunded;
import souk.order.OrderEvent.OrderShipped;
import souk.order.OrderEvent.PaymentRefused;
import souk.order.OrderEvent.PiecesTakenBack;
import souk.order.OrderEvent.RefundFailed;
import souk.order.OrderEvent.RefundRequested;
import souk.order.Returned;
import souk.payment.RefundId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Whatever happens to an order, in whatever order: no money and no goods are lost or made. */
class OrderHistoryTest {

    private static final int COMMANDS = 60;
    private static final long TOTAL = PLACED.amounts().total().amount();

    /** The same, reckoned by a book-keeper who only believes events. */
    private static final class Book {
        private final Set<String> transactions = new HashSet<>();
        private final Map<RefundId, String> sources = new HashMap<>();
        private final Map<RefundId, Long> owed = new HashMap<>();
        private final Map<RefundId, Long> back = new HashMap<>();
        private final Map<RefundId, Long> told = new HashMap<>();
        private final Map<Object, Integer> once = new HashMap<>();
        private final Map<String, Integer> pieces = new HashMap<>();
        private String paid = "";
        private long captured;

        private void enter(Object event) {
            switch (event) {
                case OrderPaid it -> {
                    assertThat(captured).isZero();
                    assertThat(transactions.add(it.transaction())).isTrue();
                    captured = it.amount().amount();
                    paid = it.transaction();
                }
                case PaymentRefused it -> {
                    assertThat(transactions.add(it.transaction())).isTrue();
                    sources.putIfAbsent(it.refundId(), it.transaction());
                }
                case RefundRequested it -> {
                    assertThat(owed.put(it.refundId(), it.amount().amount())).isNull();
                    sources.put(it.refundId(), it.transaction());
                    it.lines().forEach(this::takeBack);
                }
                case PiecesTakenBack it -> it.lines().forEach(this::takeBack);
                case RefundFailed it -> {
                    isNews(it.refundId(), it.asOf());
                    owed.remove(it.refundId());
                    back.remove(it.refundId());
                    assertThat(it.refunded().amount()).isEqualTo(refunded());
                }
                case OrderRefunded it -> {
                    if (!back.containsKey(it.refundId())) { // else it was before the payment
                        isNews(it.refundId(), it.asOf());
                    }
                    sources.putIfAbsent(it.refundId(), it.transaction());
                    back.put(it.refundId(), it.amount().amount());
                    if (sources.get(it.refundId()).equals(paid)) {
                        owed.put(it.refundId(), it.amount().amount());
                    }
                    assertThat(it.refunded().amount()).isEqualTo(refunded());
                }
                case ConsignmentShipped it -> once.merge(it.consignmentId(), 1, Integer::sum);
                case ConsignmentDelivered it ->
                        assertThat(once.merge(it.consignmentId(), 10, Integer::sum)).isEqualTo(11);
                case OrderShipped _, OrderDelivered _, OrderCancelled _ ->
                        assertThat(once.merge(event.getClass(), 1, Integer::sum)).isEqualTo(1);
                default -> throw new AssertionError(event);
            }
        }

        private void takeBack(Returned line) {
            pieces.merge(line.sku().value(), line.quantity().value(), Integer::sum);
        }

        private void isNews(RefundId refund, long asOf) {
            assertThat(told.merge(refund, asOf, (before, now) -> before < now ? now : -1))
                    .isNotNegative();
        }

        private long refunded() {
            long sum =
                    back.entrySet().stream()
                            .filter(it -> paid.equals(sources.get(it.getKey())))
                            .mapToLong(Map.Entry::getValue)
                            .sum();
            return Math.min(captured, sum);
        }

        private void isSound() {
            assertThat(pieces.getOrDefault("MUG", 0)).isLessThanOrEqualTo(3);
            assertThat(pieces.getOrDefault("BOWL", 0)).isLessThanOrEqualTo(1);
            assertThat(once.values()).allMatch(count -> count == 1 || count == 11);
        }
    }

    private static RefundId refund(Random random) {
        return new RefundId("ref_01hzy0000000000000000000" + (10 + random.nextInt(6)));
    }

    private static OrderCommand any(Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> new CancelOrder(ORDER, random.nextBoolean() ? BUYER : null, null);
            case 1 -> new ExpireOrder(ORDER);
            case 2, 3, 4 ->
                    new ConfirmPayment(
                            ORDER,
                            PAYMENT,
                            "pi_" + random.nextInt(4),
                            euros(random.nextInt(4) == 0 ? 5 : TOTAL));
            case 5 -> new ShipOrder(ORDER, random.nextBoolean() ? ATLAS : RIF, null, null);
            case 6 -> new DeliverOrder(ORDER, random.nextBoolean() ? ATLAS : null);
            case 7 ->
                    new RefundOrder(
                            ORDER, refund(random), null, List.of(), "broken", random.nextBoolean());
            case 8, 9 ->
                    new RefundOrder(
                            ORDER,
                            refund(random),
                            euros(1 + random.nextInt(900)),
                            List.of(),
                            "broken",
                            random.nextBoolean());
            case 10, 11 -> {
                Returned line =
                        random.nextBoolean()
                                ? returned(MUG, 1 + random.nextInt(3))
                                : returned(BOWL, 1);
                yield new RefundOrder(
                        ORDER, refund(random), null, List.of(line), "broken", random.nextBoolean());
            }
            case 12, 13 ->
                    new ConfirmRefund(
                            ORDER,
                            refund(random),
                            "pi_" + random.nextInt(4),
                            euros(1 + random.nextInt(900)),
                            random.nextInt(COMMANDS));
            case 14 -> surplusRefunded("pi_" + random.nextInt(4), random.nextInt(COMMANDS));
            default -> new RejectRefund(ORDER, refund(random), "closed", random.nextInt(COMMANDS));
        };
    }

    private static ConfirmRefund surplusRefunded(String transaction, long asOf) {
        RefundId refund = DerivedIds.refundOf(ORDER, transaction);
        return new ConfirmRefund(ORDER, refund, transaction, euros(TOTAL), asOf);
    }

    @RepeatedTest(20)
    void is_sound(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        List<Object> history = new ArrayList<>(List.of(PLACED));
        var book = new Book();
        List<String> stock = new ArrayList<>();
        int mugsBack = 0;
        int bowlsBack = 0;

        for (int i = 0; i < COMMANDS; i++) {
            OrderStage order = OrderStage.late(history.toArray());
            OrderCommand command = any(random);
            List<Object> happened = order.eventsOf(command);
            if (command instanceof RefundOrder && !happened.isEmpty()) {
                long owed =
                        ((RefundRequested) happened.getFirst()).amount().amount()
                                + book.owed.values().stream().mapToLong(Long::longValue).sum();
                assertThat(owed).isPositive().isLessThanOrEqualTo(book.captured);
            }
            happened.forEach(book::enter);
            book.isSound();
            history.addAll(happened);
            stock.addAll(order.stockTold());
            mugsBack += order.givenBack(MUG);
            bowlsBack += order.givenBack(BOWL);
        }

        assertThat(stock.stream().filter(it -> !it.startsWith("give back")))
                .hasSizeLessThanOrEqualTo(1); // released, or committed
        assertThat(mugsBack).isLessThanOrEqualTo(book.captured > 0 ? 3 : 0);
        assertThat(bowlsBack).isLessThanOrEqualTo(book.captured > 0 ? 1 : 0);
    }
}
