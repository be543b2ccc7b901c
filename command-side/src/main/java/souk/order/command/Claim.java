package souk.order.command;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.order.Consignment;
import souk.order.ConsignmentStatus;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderLine;
import souk.order.OrderRejection.LineNotInOrder;
import souk.order.OrderRejection.RefundTooLarge;
import souk.order.Returned;

import java.util.ArrayList;
import java.util.List;

/** What is to be given back, and for which pieces. */
record Claim(Money amount, List<Returned> lines, String reason, boolean restocks) {

    /** Refused where it is for more than is left, in money or in pieces. */
    static Claim of(RefundOrder command, OrderState order) {
        Money left = order.ledger().refundable();
        Money wanted = command.amount() == null ? left : command.amount();
        if (!command.lines().isEmpty()) {
            wanted = worth(command.lines(), order.placed(), order.goods());
        } else if (wanted.equals(left) && order.isPaid()) {
            return all(command.reason(), order).checked(left, command.restock());
        }
        return new Claim(wanted, command.lines(), command.reason(), false)
                .checked(left, command.restock());
    }

    /** All that is left, of the money and of the pieces. */
    static Claim all(String reason, OrderState order) {
        List<Returned> pieces = order.goods().left(order.placed());
        return new Claim(order.ledger().refundable(), pieces, reason, !pieces.isEmpty());
    }

    /** What is left of the consignments that are ready, with their shipping. */
    static Claim unsent(String reason, OrderState order) {
        long sum = 0;
        List<Returned> pieces = new ArrayList<>();
        for (Consignment it : order.consignmentsOf(null)) {
            if (order.statusOf(it) == ConsignmentStatus.READY) {
                List<Returned> left = order.goods().left(order.placed(), it);
                sum +=
                        order.goods().isWhole(it)
                                ? it.amounts().total().amount()
                                : worth(left, order.placed(), order.goods()).amount()
                                        + it.amounts().shipping().amount();
                pieces.addAll(left);
            }
        }
        Money most = order.ledger().refundable();
        Money wanted = new Money(Math.min(sum, most.amount()), most.currency());
        return new Claim(wanted, pieces, reason, wanted.amount() > 0);
    }

    private Claim checked(Money left, boolean restock) {
        if (!amount.currency().equals(left.currency())
                || amount.amount() > left.amount()
                || amount.amount() == 0) {
            throw new Rejected(new RefundTooLarge(left));
        }
        return new Claim(amount, lines, reason, restock && !lines.isEmpty());
    }

    private static Money worth(List<Returned> pieces, OrderPlaced placed, Goods goods) {
        long sum = 0;
        for (Returned it : pieces) {
            OrderLine line =
                    placed.lines().stream()
                            .filter(known -> known.sku().equals(it.sku()))
                            .filter(known -> goods.left(known) >= it.quantity().value())
                            .findFirst()
                            .orElseThrow(() -> new Rejected(new LineNotInOrder(it.sku())));
            sum += goods.worth(placed, line, it.quantity());
        }
        return new Money(sum, placed.amounts().total().currency());
    }
}
