package souk.seller.command;

import souk.seller.SellerId;

import java.util.Optional;

/** Who sells, as decisions of other capabilities may rely on. */
public interface Sellers {

    /** At most a second late where another process has decided, and never where this one has. */
    Optional<Standing> find(SellerId seller);

    /** Never late. */
    Optional<Standing> findCurrent(SellerId seller);
}
