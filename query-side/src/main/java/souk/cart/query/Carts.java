package souk.cart.query;

import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;

/** Reads carts together with their lines, as of one moment. */
@Transactional(readOnly = true)
interface Carts extends Repository<CartRow, String> {

    record CartAndLine(CartRow cart, @Nullable CartLineRow line) {}

    /** One for each line, in their order, or one without a line. */
    @Query(
            """
            select c, l from CartRow c
              left join CartLineRow l on l.key.cartId = c.cartId
                                     and l.position >= c.firstPosition
             where c.cartId = :cartId and c.owner = :owner
             order by l.position
            """)
    List<CartAndLine> find(String cartId, String owner);
}
