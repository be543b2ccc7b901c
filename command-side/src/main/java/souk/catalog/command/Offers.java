package souk.catalog.command;

import souk.kernel.Sku;

import java.util.Optional;

/** What is sold, as decisions of other capabilities may rely on. */
public interface Offers {

    /** Also where it is not for sale right now. At most a second late. */
    Optional<Offer> find(Sku sku);

    /** Never late. */
    default Optional<Offer> findCurrent(Sku sku) {
        return find(sku); // of those who are never late anyway
    }
}
