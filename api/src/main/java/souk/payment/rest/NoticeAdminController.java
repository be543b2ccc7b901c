package souk.payment.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.kernel.Rejected;
import souk.payment.rest.NoticeList.Listed;
import souk.payment.rest.NoticeRejection.NoticeDone;
import souk.payment.rest.NoticeRejection.NoticeForgotten;
import souk.payment.rest.NoticeRejection.NoticeNotFound;
import souk.platform.rest.Cursor;
import souk.platform.rest.Paging;
import souk.platform.rest.Slice;

import java.time.Clock;
import java.util.List;

/** What has become of notices, and another try for those that were parked. */
@RestController
@RequestMapping("/api/admin/payment-notices")
class NoticeAdminController {

    private final NoticeTable notices;
    private final NoticeList list;
    private final NoticeWorkers workers;
    private final Clock clock;

    NoticeAdminController(
            NoticeTable notices, NoticeList list, NoticeWorkers workers, Clock clock) {
        this.notices = notices;
        this.list = list;
        this.workers = workers;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<Slice<StoredNotice>> list(
            @RequestParam(required = false) @Nullable NoticeStatus status, Paging paging) {
        long before = paging.after() == null ? Long.MAX_VALUE : numberIn(paging.after());
        List<Listed> found = list.list(status, before, paging.limit() + 1);
        boolean more = found.size() > paging.limit();
        List<Listed> page = more ? found.subList(0, paging.limit()) : found;
        return Slice.of(
                page.stream().map(Listed::notice).toList(),
                more ? Long.toString(page.getLast().number()) : null,
                paging.total() ? (Long) list.count(status) : null);
    }

    // a cursor is no secret: anybody may have written it
    private static long numberIn(String cursor) {
        Cursor.mustBe(cursor.matches("[0-9]{1,18}"));
        return Long.parseLong(cursor);
    }

    @PostMapping("/{id}/retry")
    StoredNotice retry(@PathVariable String id) {
        boolean waits = notices.retry(id, clock.instant());
        StoredNotice notice = list.find(id).orElseThrow(() -> new Rejected(new NoticeNotFound()));
        if (!waits) {
            throw new Rejected(
                    notice.status() == NoticeStatus.DONE
                            ? new NoticeDone()
                            : new NoticeForgotten());
        }
        workers.wake();
        return notice;
    }
}
