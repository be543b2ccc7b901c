package souk.inventory.command;

import souk.kernel.Quantity;
import souk.kernel.Sku;

import java.util.Collection;
import java.util.Map;

/**
 * Stock of several SKUs, as part of a decision of others, in their unit of work. A reference names
 * what the pieces are for. SKUs are gone through in one order, so that no two decisions wait for
 * each other.
 */
public interface StockReservations {

    /**
     * Refused with everything that is short, without a lock: whoever comes too late need not stand
     * in the way of those who still get something. What passes may be short all the same.
     */
    void mustBeThere(Map<Sku, Quantity> wanted);

    /** All of it; or none, refused with everything that is short. */
    void reserve(String reference, Map<Sku, Quantity> wanted);

    /** What is set aside may be sold to others. Nothing happens where nothing is. */
    void release(String reference, Collection<Sku> skus);

    /** What is set aside leaves the house. Nothing happens where nothing is. */
    void commit(String reference, Collection<Sku> skus);

    /** What had left the house is back. Whoever says so twice gives back twice. */
    void giveBack(String reference, Map<Sku, Quantity> returned);
}
