package souk.order.rest;

import org.springframework.stereotype.Component;

import souk.audit.Audited;
import souk.audit.rest.Shown;
import souk.order.OrderId;
import souk.order.OrderQuery.FindOrder;
import souk.order.OrderView;
import souk.platform.rest.Queries;

import java.util.Set;

/** An order as admins see it; how its payment stands, and who has bought it, others tell. */
@Component
class ShownOrder implements Shown {

    private final Queries queries;

    ShownOrder(Queries queries) {
        this.queries = queries;
    }

    @Override
    public Audited kind() {
        return Audited.ORDERS;
    }

    @Override
    public Object find(String id, long position) {
        return queries.ask(new FindOrder(new OrderId(id), null), OrderView.class, position);
    }

    @Override
    public Set<String> fields() {
        return Set.of(
                "number",
                "status",
                "placedAt",
                "lines",
                "consignments",
                "amounts",
                "timeline",
                "shippingMethod",
                "payUntil",
                "version");
    }
}
