package souk.stats.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import souk.platform.query.QueryNodeTest;
import souk.seller.SellerId;
import souk.stats.RevenueView;
import souk.stats.RevenueView.Point;
import souk.stats.Span;
import souk.stats.StatsQuery.ChartRevenue;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Random;

/** Where other projections divide their events, sums still lose nothing. */
@QueryNodeTest
@TestPropertySource(properties = "souk.projections.segments=4")
class UndividedTest {

    private static final Span MONTH = new Span(30);

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired JdbcTemplate jdbc;
    @Autowired Configuration axon;
    @Autowired Clock clock;

    private int segmentsOf(String projection) {
        Integer segments =
                jdbc.queryForObject(
                        "select count(*) from axon.token_entry where processor_name = ?",
                        Integer.class,
                        projection);
        return segments == null ? 0 : segments;
    }

    @Test
    void has_one_segment_where_others_have_four() {
        var market =
                new Market(
                                new Random(),
                                clock.instant().minus(Duration.ofDays(20)),
                                Currency.getInstance("EUR"))
                        .busy(300, 60);
        var till = new Till(events, queries);
        till.happen(market.facts);
        var expected = Oracle.of(market.facts, ZoneOffset.UTC);
        var shown = new Book();

        for (SellerId seller : market.sellers) {
            for (Point point :
                    till.ask(new ChartRevenue(seller, MONTH), RevenueView.class).points()) {
                long[] sums = shown.seller(seller.value(), point.day(), "EUR");
                sums[0] = point.orders();
                sums[1] = point.units();
                sums[2] = point.gross().amount();
                sums[3] = point.refunds().amount();
            }
        }

        assertThat(shown.figures()).isNotEmpty();
        assertThat(expected.figures()).containsAllEntriesOf(shown.figures());
        assertThat(segmentsOf("stats.sales")).isEqualTo(1);
        assertThat(segmentsOf("order.view")).isEqualTo(4);
    }

    @Test
    void can_not_be_split() {
        StreamingEventProcessor processor =
                axon.eventProcessingConfiguration()
                        .eventProcessor("stats.sales", StreamingEventProcessor.class)
                        .orElseThrow();

        assertThat(processor.splitSegment(0)).isCompletedWithValue(false);
        assertThat(segmentsOf("stats.sales")).isEqualTo(1);
    }
}
