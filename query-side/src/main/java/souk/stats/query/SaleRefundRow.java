package souk.stats.query;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Money of an order that goes back: for which of its items, in their order. */
@Entity
@Table(schema = "stats_sales", name = "sale_refund")
class SaleRefundRow {

    @Embeddable
    record Key(String orderId, String refundId) {}

    @EmbeddedId Key key;
    List<String> named;
    List<String> counted;

    SaleRefundRow(Key key, long[] named) {
        this.key = key;
        this.named = texts(named);
        this.counted = texts(new long[named.length]);
    }

    long[] named() {
        return longs(named);
    }

    long[] counted() {
        return longs(counted);
    }

    void count(long[] parts) {
        long[] sums = counted();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += parts[i];
        }
        counted = texts(sums);
    }

    void countNothing() {
        counted = texts(new long[counted.size()]);
    }

    private static List<String> texts(long[] values) {
        return new ArrayList<>(LongStream.of(values).mapToObj(String::valueOf).toList());
    }

    private static long[] longs(List<String> texts) {
        return texts.stream().mapToLong(Long::parseLong).toArray();
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected SaleRefundRow() {}
}
