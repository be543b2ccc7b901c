package souk.audit.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.audit.Access.Kind;
import souk.audit.AccessPage;
import souk.audit.AccessQuery.ListAccesses;
import souk.audit.AccessQuery.ListAccesses.Filter;
import souk.audit.AccessView;
import souk.platform.rest.Cursor;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who has looked at what is not everybody's. */
@RestController
@RequestMapping("/api/audit/accesses")
class AccessController {

    private static final Pattern CURSOR =
            Pattern.compile("(\\d{4}-[^ \\p{C}]{1,40}) (look_[0-9a-z]{26})");
    private static final Pattern CONTROL = Pattern.compile("\\p{C}");

    /** What PostgreSQL can compare with. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final Queries queries;

    AccessController(Queries queries) {
        this.queries = queries;
    }

    /**
     * The latest first.
     *
     * @param actor an account
     * @param target such as {@code orders/ord_…}
     */
    @GetMapping
    ResponseEntity<Slice<AccessView>> list(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Boolean personal,
            Paging paging) {
        mustBeSayable("actor", actor);
        mustBeSayable("target", target);
        mustBeSayable("from", from);
        mustBeSayable("to", to);
        mustContinue(paging.after());
        AccessPage page =
                queries.ask(
                        new ListAccesses(
                                new Filter(actor, target, kind, from, to, personal),
                                paging.limit(),
                                paging.after(),
                                paging.total()),
                        AccessPage.class);
        return Slice.of(page.items(), page.next(), page.total());
    }

    private static void mustBeSayable(String name, @Nullable String text) {
        if (text != null && CONTROL.matcher(text).find()) {
            throw new ProblemException(
                    Problem.invalid(name, "invalid_" + name, "must not hold control characters"));
        }
    }

    private static void mustBeSayable(String name, @Nullable Instant time) {
        if (time != null && (time.isBefore(FIRST) || time.isAfter(LAST))) {
            throw new ProblemException(
                    Problem.invalid(name, "invalid_" + name, "must be a time of four-digit years"));
        }
    }

    private static void mustContinue(@Nullable String after) {
        if (after == null) {
            return;
        }
        Matcher form = CURSOR.matcher(after);
        Cursor.mustBe(form.matches() && Cursor.isTime(form.group(1)));
    }
}
