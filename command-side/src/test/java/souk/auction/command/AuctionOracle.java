package souk.auction.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An auction as one would reckon it with pencil and paper: all maxima are written down, and leader
 * and price are looked for among them each time.
 */
class AuctionOracle {

    private record Entry(String bidder, long maximum) {}

    private final long start;
    private final long[][] steps; // from which price on, by how much
    private final long reserve; // 0 for none
    private final long extension;
    private final List<Entry> book = new ArrayList<>();

    long end;
    long price;
    String leader = "";
    String state = "OPEN";
    List<String> offers = new ArrayList<>();

    AuctionOracle(long start, long[][] steps, long reserve, long end, long extension) {
        this.start = start;
        this.steps = steps;
        this.reserve = reserve;
        this.end = end;
        this.extension = extension;
        this.price = start;
    }

    /** Whether it is taken. */
    boolean bid(String bidder, long maximum, long now) {
        if (!state.equals("OPEN") || now >= end) {
            return false;
        }
        long least =
                book.isEmpty() ? start : bidder.equals(leader) ? highest(bidder) + 1 : above(price);
        if (maximum < least) {
            return false;
        }
        boolean alone = bidder.equals(leader);
        book.add(new Entry(bidder, maximum));
        String before = leader;
        leader = first(highestOfEach());
        if (!alone) {
            price = Math.max(price, secondPrice());
        }
        if (reserve > 0 && highest(leader) >= reserve) {
            price = Math.max(price, reserve);
        }
        if (!leader.equals(before) && end - now < extension) {
            end = now + extension;
        }
        return true;
    }

    boolean cancel(long now) {
        if (!state.equals("OPEN") || now >= end || !book.isEmpty()) {
            return false;
        }
        state = "CANCELLED";
        return true;
    }

    void close(long now, int runnersUp) {
        if (!state.equals("OPEN") || now < end) {
            return;
        }
        if (book.isEmpty() || reserve > 0 && highest(leader) < reserve) {
            state = "UNSOLD";
            return;
        }
        state = "SOLD";
        Map<String, Long> left = highestOfEach();
        offers.add(leader + " " + price);
        left.remove(leader);
        while (!left.isEmpty() && offers.size() <= runnersUp) {
            String next = first(left);
            if (left.get(next) < Math.max(reserve, start)) {
                return;
            }
            offers.add(next + " " + left.remove(next));
        }
    }

    private long above(long amount) {
        long by = 0;
        for (long[] step : steps) {
            by = amount < step[0] ? by : step[1];
        }
        return amount + by;
    }

    long bids() {
        return book.size();
    }

    private long highest(String bidder) {
        return highestOfEach().getOrDefault(bidder, 0L);
    }

    // in the order in which they have said it
    private Map<String, Long> highestOfEach() {
        Map<String, Long> highest = new HashMap<>();
        book.forEach(it -> highest.merge(it.bidder, it.maximum, Math::max));
        Map<String, Long> inOrder = new LinkedHashMap<>();
        for (Entry entry : book) {
            if (highest.get(entry.bidder) == entry.maximum) {
                inOrder.putIfAbsent(entry.bidder, entry.maximum);
            }
        }
        return inOrder;
    }

    private static String first(Map<String, Long> inOrder) {
        String best = "";
        for (Map.Entry<String, Long> it : inOrder.entrySet()) {
            if (best.isEmpty() || it.getValue() > inOrder.get(best)) {
                best = it.getKey();
            }
        }
        return best;
    }

    /** One step over what all the others have said, but no more than the leader has. */
    private long secondPrice() {
        Map<String, Long> others = highestOfEach();
        long mine = others.remove(leader);
        return others.isEmpty() ? start : Math.min(mine, above(others.get(first(others))));
    }
}
