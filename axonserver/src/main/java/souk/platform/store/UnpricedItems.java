package souk.platform.store;

import org.springframework.stereotype.Component;

import tools.jackson.databind.node.ObjectNode;

/** Items were put into carts before carts remembered at which price. */
@Component
class UnpricedItems extends RevisionUpcaster {

    UnpricedItems() {
        super("cart.ItemAdded", "1", "2");
    }

    @Override
    protected ObjectNode upcast(ObjectNode fields) {
        return fields.putNull("unitPrice");
    }
}
