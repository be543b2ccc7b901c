package souk.order.rest;

import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.Role;
import souk.account.rest.Looks;
import souk.order.OrderView;
import souk.platform.rest.call.Actor;

import java.util.List;
import java.util.Optional;

/** Admins see who has bought, and where he lives: that they did is recorded before. */
@Component
class Onlookers {

    private final Looks looks;

    Onlookers(Looks looks) {
        this.looks = looks;
    }

    OrderView shown(OrderView order, Optional<AccountId> caller) {
        if (Actor.current().is(Role.ADMIN.name())
                && isPersonal(order)
                && !caller.equals(Optional.ofNullable(order.account()))) {
            looks.record("orders/" + order.id(), null);
        }
        return order;
    }

    void shown(List<OrderView> page) {
        looks.page(
                "orders", page.stream().filter(Onlookers::isPersonal).map(OrderView::id).toList());
    }

    // of those who were erased, nothing is left to be seen
    private static boolean isPersonal(OrderView order) {
        return order.email() != null || order.phone() != null || order.shippingAddress() != null;
    }
}
