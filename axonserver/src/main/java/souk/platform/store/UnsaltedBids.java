package souk.platform.store;

import org.springframework.stereotype.Component;

import tools.jackson.databind.node.ObjectNode;

/** Bids were taken before their hashes were to tell nothing of their maxima. */
@Component
class UnsaltedBids extends RevisionUpcaster {

    UnsaltedBids() {
        super("auction.BidAccepted", "1", "2");
    }

    @Override
    protected ObjectNode upcast(ObjectNode fields) {
        return fields.putNull("salt");
    }
}
