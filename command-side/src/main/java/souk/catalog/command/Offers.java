package souk.catalog.command;

import souk.kernel.Sku;

import java.util.Optional;

/** What is sold, as decisions of other capabilities may rely on. */
public interface Offers {

    /** Also where it is not for sale right now. */
    Optional<Offer> find(Sku sku);
}
