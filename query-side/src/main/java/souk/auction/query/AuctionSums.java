package souk.auction.query;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import souk.auction.AuctionState;
import souk.auction.AuctionSummary;
import souk.auction.AuctionSummary.InState;
import souk.auction.AuctionSummary.Sold;
import souk.kernel.Money;
import souk.seller.SellerId;

import java.util.Currency;
import java.util.List;

/** Counts the auctions of a seller: along an index, and only his own. */
@Repository
class AuctionSums {

    private final JdbcClient database;

    AuctionSums(JdbcClient database) {
        this.database = database;
    }

    AuctionSummary of(SellerId seller) {
        return new AuctionSummary(states(seller), sold(seller));
    }

    private List<InState> states(SellerId seller) {
        return database
                .sql(
                        """
                        select state, count(*) from auction_view.auction
                         where seller_id = :seller group by state
                        """)
                .param("seller", seller.value())
                .query(
                        (row, _) ->
                                new InState(AuctionState.valueOf(row.getString(1)), row.getLong(2)))
                .list()
                .stream()
                .sorted((one, other) -> one.state().compareTo(other.state()))
                .toList();
    }

    private List<Sold> sold(SellerId seller) {
        return database.sql(
                        """
                        select currency, count(*), sum(award_price),
                               coalesce(sum(award_price) filter (where paid), 0)
                          from auction_view.auction
                         where seller_id = :seller and state = 'SOLD' and award_price is not null
                         group by currency order by currency
                        """)
                .param("seller", seller.value())
                .query(
                        (row, _) -> {
                            Currency currency = Currency.getInstance(row.getString(1));
                            return new Sold(
                                    row.getLong(2),
                                    new Money(row.getLong(3), currency),
                                    new Money(row.getLong(4), currency));
                        })
                .list();
    }
}
