package souk.audit.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.audit.Access;
import souk.audit.Audited;
import souk.audit.AuditedId;
import souk.audit.DifferenceView;
import souk.audit.HistoryItem;
import souk.audit.HistoryPage;
import souk.audit.HistoryQuery.Filter;
import souk.audit.HistoryQuery.ShowDifference;
import souk.audit.HistoryQuery.ShowHistory;
import souk.audit.HistoryQuery.ShowState;
import souk.audit.StateView;
import souk.kernel.Moment;
import souk.platform.rest.Cursor;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;

import java.util.regex.Pattern;

/** What happened to one order, cart, payment or auction, and how it was at any moment. */
@RestController
@RequestMapping("/api/audit/{kind:orders|carts|payments|auctions}/{id}")
class AuditController {

    private static final Pattern BOOKMARK = Pattern.compile("\\d{1,18}-\\d{1,18}");

    private final Queries queries;
    private final Accesses accesses;

    AuditController(Queries queries, Accesses accesses) {
        this.queries = queries;
        this.accesses = accesses;
    }

    /** The first event first; those of other streams that belong to it are among them. */
    @GetMapping("/events")
    ResponseEntity<Slice<HistoryItem>> history(
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String stream,
            @RequestParam(required = false) @Nullable String actor,
            @MomentParam @RequestParam(required = false) @Nullable Moment from,
            @MomentParam @RequestParam(required = false) @Nullable Moment to,
            @RequestParam(defaultValue = "true") boolean related,
            @RequestParam(defaultValue = "false") boolean personal,
            @RequestParam(required = false) @Nullable String reason,
            Paging paging) {
        Cursor.mustBe(paging.after() == null || BOOKMARK.matcher(paging.after()).matches());
        AuditedId subject = subject(kind, id);
        Purpose purpose = Purpose.of(personal, reason);
        var query =
                new ShowHistory(
                        subject,
                        new Filter(type, stream, actor, from, to, related),
                        paging.limit(),
                        paging.after(),
                        paging.total(),
                        personal);
        HistoryPage page = queries.ask(query, HistoryPage.class);
        record(Access.Kind.HISTORY, subject, between(from, to), purpose);
        return Slice.of(page.items(), page.next(), page.total());
    }

    /** As of a position or an instant; now, without one. */
    @GetMapping
    StateView state(
            @PathVariable String kind,
            @PathVariable String id,
            @MomentParam @RequestParam(required = false) @Nullable Moment at,
            @RequestParam(defaultValue = "false") boolean personal,
            @RequestParam(required = false) @Nullable String reason) {
        AuditedId subject = subject(kind, id);
        Purpose purpose = Purpose.of(personal, reason);
        StateView state = queries.ask(new ShowState(subject, at, personal), StateView.class);
        record(Access.Kind.STATE, subject, at == null ? null : at.toString(), purpose);
        return state;
    }

    /** From its first event until now, where nothing else is said. */
    @GetMapping("/diff")
    DifferenceView difference(
            @PathVariable String kind,
            @PathVariable String id,
            @MomentParam @RequestParam(required = false) @Nullable Moment from,
            @MomentParam @RequestParam(required = false) @Nullable Moment to,
            @RequestParam(defaultValue = "false") boolean personal,
            @RequestParam(required = false) @Nullable String reason) {
        AuditedId subject = subject(kind, id);
        Purpose purpose = Purpose.of(personal, reason);
        DifferenceView difference =
                queries.ask(new ShowDifference(subject, from, to, personal), DifferenceView.class);
        record(Access.Kind.DIFFERENCE, subject, between(from, to), purpose);
        return difference;
    }

    private static AuditedId subject(String kind, String id) {
        return new AuditedId(Audited.named(kind).orElseThrow(), id);
    }

    private static @Nullable String between(@Nullable Moment from, @Nullable Moment to) {
        return from == null && to == null
                ? null
                : (from == null ? "" : from) + ".." + (to == null ? "" : to);
    }

    /** What is not there is not looked at. What can't be recorded is not shown. */
    private void record(
            Access.Kind kind, AuditedId subject, @Nullable String detail, Purpose purpose) {
        accesses.record(
                new Access(kind, subject.path(), detail, purpose.personal(), purpose.reason()));
    }
}
