package souk.auction.query;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads auctions and bids. */
@Transactional(readOnly = true)
interface AuctionRows extends Repository<AuctionRow, String> {

    record OwnBid(OwnBidRow bid, AuctionRow auction) {}

    /**
     * @param seller null where nothing is known of him
     */
    record Offered(AuctionRow auction, @Nullable DealerRow seller) {}

    @Query(
            """
            select a, d from AuctionRow a left join DealerRow d on d.sellerId = a.sellerId
             where a.auctionId = :auction
            """)
    Optional<Offered> auction(String auction);

    @Query("select d from DealerRow d where d.sellerId = :seller")
    Optional<DealerRow> dealer(String seller);

    @Query(
            """
            select b from BidRow b
             where b.key.auctionId = :auction and b.key.number < :before
             order by b.key.number desc
            """)
    List<BidRow> bids(String auction, long before, Limit limit);

    @Query(
            """
            select o, a from OwnBidRow o join AuctionRow a on a.auctionId = o.key.auctionId
             where o.key.auctionId = :auction and o.key.bidder = :bidder
            """)
    Optional<OwnBid> ownBid(String auction, String bidder);

    @Query(
            """
            select o, a from OwnBidRow o join AuctionRow a on a.auctionId = o.key.auctionId
             where o.key.bidder = :bidder and (o.at, o.key.auctionId) < (:at, :id)
             order by o.at desc, o.key.auctionId desc
            """)
    List<OwnBid> ownBids(String bidder, Instant at, String id, Limit limit);

    @Query("select count(o) from OwnBidRow o where o.key.bidder = :bidder")
    long countOwnBids(String bidder);
}
