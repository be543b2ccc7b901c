package souk.inventory.query;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Optional;

/** Reads stock. */
@Transactional(readOnly = true)
interface Stocks extends Repository<StockRow, String> {

    Optional<StockRow> findById(String sku);

    @Query(
            value =
                    """
                    select * from inventory_view.stock
                     where (:all or seller = :seller) and (low or not :lowOnly) and sku > :after
                     order by sku limit :limit
                    """,
            nativeQuery = true)
    List<StockRow> page(boolean all, String seller, boolean lowOnly, String after, int limit);

    @Query(
            value =
                    """
                    select count(*) from inventory_view.stock
                     where (:all or seller = :seller) and (low or not :lowOnly)
                    """,
            nativeQuery = true)
    long count(boolean all, String seller, boolean lowOnly);
}
