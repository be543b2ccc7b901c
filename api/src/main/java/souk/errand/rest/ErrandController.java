package souk.errand.rest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.errand.ErrandCommand.DiscardErrand;
import souk.errand.ErrandCommand.RetryErrand;
import souk.errand.ErrandPage;
import souk.errand.ErrandQuery.ListParkedErrands;
import souk.errand.ParkedErrand;
import souk.platform.rest.Commands;
import souk.platform.rest.Cursor;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;

import java.util.regex.Pattern;

/** What we had to do and were refused. */
@RestController
@RequestMapping("/api/admin/parked-errands")
class ErrandController {

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    private final Commands commands;
    private final Queries queries;

    ErrandController(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    @GetMapping
    ResponseEntity<Slice<ParkedErrand>> list(Paging paging) {
        // a cursor is no secret: anybody may have written it
        Cursor.mustBe(paging.after() == null || ID.matcher(paging.after()).matches());
        ErrandPage page =
                queries.ask(
                        new ListParkedErrands(paging.limit(), paging.after(), paging.total()),
                        ErrandPage.class);
        return Slice.of(page.items(), page.next(), page.total());
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void retry(@PathVariable String id) {
        commands.send(new RetryErrand(id), Object.class);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable String id) {
        commands.send(new DiscardErrand(id), Object.class);
    }
}
