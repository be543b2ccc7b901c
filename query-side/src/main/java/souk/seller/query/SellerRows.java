package souk.seller.query;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

import souk.seller.SellerStatus;
import souk.seller.Tier;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads sellers. */
@Transactional(readOnly = true)
interface SellerRows extends Repository<SellerRow, String> {

    Optional<SellerRow> findById(String sellerId);

    @Query(
            """
            select s from SellerRow s
             where s.status in :statuses and s.tier in :tiers and s.sellerId < :before
             order by s.sellerId desc
            """)
    List<SellerRow> page(
            Collection<SellerStatus> statuses, Collection<Tier> tiers, String before, Limit limit);

    @Query("select count(s) from SellerRow s where s.status in :statuses and s.tier in :tiers")
    long count(Collection<SellerStatus> statuses, Collection<Tier> tiers);
}
