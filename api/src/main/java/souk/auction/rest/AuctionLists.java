package souk.auction.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

import souk.auction.AuctionPage;
import souk.auction.AuctionQuery.ListAuctions;
import souk.auction.AuctionQuery.ListAuctions.Filter;
import souk.auction.AuctionQuery.ListAuctions.Sort;
import souk.auction.AuctionQuery.Viewer;
import souk.auction.AuctionView;
import souk.platform.rest.Cursor;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of auctions and bids as they are asked for. */
final class AuctionLists {

    static final String NEWEST = "-createdAt";

    private static final String POINT =
            "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z)"
                    + " auc_[0-7][0-9a-hjkmnp-tv-z]{25}";
    private static final Pattern AUCTION = Pattern.compile("([A-Z_]+) " + POINT);
    private static final Pattern OWN_BID = Pattern.compile(POINT);
    private static final Pattern BID = Pattern.compile("[1-9]\\d{0,17}");

    private AuctionLists() {}

    static ResponseEntity<Slice<AuctionView>> page(
            Queries queries, Filter filter, String sort, Viewer viewer, Paging paging) {
        Sort order = sortOf(sort);
        mustContinue(paging.after(), order);
        AuctionPage page =
                queries.ask(
                        new ListAuctions(
                                filter,
                                order,
                                viewer,
                                paging.limit(),
                                paging.after(),
                                paging.total()),
                        AuctionPage.class);
        return Slice.of(page.items(), page.next(), page.total());
    }

    private static Sort sortOf(String sort) {
        return switch (sort) {
            case "effectiveEnd" -> Sort.ENDING_FIRST;
            case "-effectiveEnd" -> Sort.ENDING_LAST;
            case NEWEST -> Sort.NEWEST_FIRST;
            default ->
                    throw new ProblemException(
                            Problem.invalid(
                                    "sort",
                                    "invalid_sort",
                                    "must be effectiveEnd, -effectiveEnd or -createdAt"));
        };
    }

    private static void mustContinue(@Nullable String after, Sort order) {
        if (after != null) {
            Matcher form = AUCTION.matcher(after);
            Cursor.mustBe(
                    form.matches()
                            && form.group(1).equals(order.name())
                            && Cursor.isTime(form.group(2)));
        }
    }

    static void mustContinueBids(@Nullable String after) {
        Cursor.mustBe(after == null || BID.matcher(after).matches());
    }

    static void mustContinueOwnBids(@Nullable String after) {
        if (after != null) {
            Matcher form = OWN_BID.matcher(after);
            Cursor.mustBe(form.matches() && Cursor.isTime(form.group(1)));
        }
    }
}
