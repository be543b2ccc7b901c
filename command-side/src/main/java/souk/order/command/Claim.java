package souk.order.command;

import souk.kernel.Money;
import souk.kernel.Rejected;
import souk.order.Consignment;
import souk.order.OrderCommand.RefundOrder;
import souk.order.OrderEvent.OrderPlaced;
import souk.order.OrderLine;
import souk.order.OrderRejection.LineNotInOrder;
import souk.order.OrderRejection.RefundNotPayable;
import souk.order.OrderRejection.RefundTooLarge;
import souk.order.Returned;

import java.util.ArrayList;
import java.util.List;

/** What is to be given back, and for which pieces. */
record Claim(Money amount, List<Returned> lines, String reason, boolean restocks) {

    /** Refused where it is for more than is left, in money or in pieces, or can't be given back. */
    static Claim of(RefundOrder command, OrderState order, Coin coin) {
        Money left = order.ledger().refundable();
        if (!command.lines().isEmpty()) {
            Money worth = worth(command.lines(), order.placed(), order.goods(), coin);
            return new Claim(worth, command.lines(), command.reason(), command.restock())
                    .checked(left, coin);
        }
        Money wanted = command.amount() == null ? left : command.amount();
        Claim claim =
                wanted.equals(left) && order.isPaid()
                        ? all(command.reason(), order).restocking(command.restock())
                        : new Claim(wanted, List.of(), command.reason(), false);
        // all that is left goes back whatever it is
        return claim.checked(left, command.amount() == null ? Coin.UNIT : coin);
    }

    /** All that is left, of the money and of the pieces. */
    static Claim all(String reason, OrderState order) {
        List<Returned> pieces = order.goods().left(order.placed());
        return new Claim(order.ledger().refundable(), pieces, reason, !pieces.isEmpty());
    }

    /** What is left of the consignments that are not sent, with their shipping, if it was paid. */
    static Claim unsent(String reason, OrderState order, Coin coin) {
        long sum = 0;
        List<Returned> pieces = new ArrayList<>();
        for (Consignment it : order.consignmentsOf(null)) {
            if (order.isUnsent(it)) {
                List<Returned> left = order.goods().left(order.placed(), it);
                sum +=
                        order.goods().isWhole(it)
                                ? it.amounts().total().amount()
                                : worth(left, order.placed(), order.goods(), coin).amount()
                                        + order.goods().paidForSending(order.placed(), it);
                pieces.addAll(left);
            }
        }
        Money most = order.ledger().refundable();
        long payable = coin.roundedDown(Math.min(sum, most.amount()));
        Money wanted = new Money(payable, most.currency());
        return new Claim(wanted, pieces, reason, !pieces.isEmpty());
    }

    private Claim restocking(boolean wanted) {
        return new Claim(amount, lines, reason, restocks && wanted);
    }

    private Claim checked(Money left, Coin coin) {
        if (!amount.currency().equals(left.currency())
                || amount.amount() > left.amount()
                || left.amount() == 0) {
            throw new Rejected(new RefundTooLarge(left));
        }
        if (amount.amount() == 0 || !coin.pays(amount)) {
            throw new Rejected(new RefundNotPayable(coin.in(amount.currency())));
        }
        return this;
    }

    // what is less than a coin goes back with all that is left
    private static Money worth(List<Returned> pieces, OrderPlaced placed, Goods goods, Coin coin) {
        long sum = 0;
        for (Returned it : pieces) {
            OrderLine line =
                    placed.lines().stream()
                            .filter(known -> known.sku().equals(it.sku()))
                            .filter(known -> goods.left(known) >= it.quantity().value())
                            .findFirst()
                            .orElseThrow(() -> new Rejected(new LineNotInOrder(it.sku())));
            sum += goods.worth(placed, line, it.quantity(), coin);
        }
        return new Money(coin.roundedDown(sum), placed.amounts().total().currency());
    }
}
