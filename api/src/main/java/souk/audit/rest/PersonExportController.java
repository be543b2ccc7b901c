package souk.audit.rest;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.AccountQuery.FindAccount;
import souk.account.AccountRejection.AccountNotFound;
import souk.account.AccountView;
import souk.account.Role;
import souk.account.rest.Caller;
import souk.audit.Access;
import souk.kernel.EventRecords;
import souk.kernel.Rejected;
import souk.platform.rest.Queries;
import souk.platform.rest.call.Actor;
import souk.platform.rest.limit.Seats;
import souk.platform.rest.problem.ProblemCode;

import java.io.IOException;
import java.util.Map;

/** Everything that is kept about a person, for that person. */
@RestController
class PersonExportController {

    private static final int AT_ONCE = 2;

    private final Queries queries;
    private final Accesses accesses;
    private final PersonExport export;
    private final EventRecords records;

    /** Each reads as much as many other requests do together. */
    private final Seats seats = new Seats(AT_ONCE, 1, ProblemCode.RATE_LIMITED);

    PersonExportController(
            Queries queries, Accesses accesses, PersonExport export, EventRecords records) {
        this.queries = queries;
        this.accesses = accesses;
        this.export = export;
        this.records = records;
    }

    /**
     * One's own, or anybody's for admins, who say what for. One at a time.
     *
     * @param reason 1 to 200 characters
     */
    @GetMapping(path = "/api/accounts/{id}/export", produces = MediaType.APPLICATION_JSON_VALUE)
    void export(
            @PathVariable AccountId id,
            @RequestParam(required = false) @Nullable String reason,
            @Caller AccountId caller,
            HttpServletResponse response)
            throws IOException {
        boolean own = caller.equals(id);
        if (!own && !Actor.current().is(Role.ADMIN.name())) {
            throw new Rejected(new AccountNotFound());
        }
        String why = own ? null : Purpose.of(true, reason).reason();
        seats.take(caller.value());
        try {
            export(id, why, response);
        } finally {
            seats.free(caller.value());
        }
    }

    private void export(AccountId id, @Nullable String why, HttpServletResponse response)
            throws IOException {
        AccountView account = queries.ask(new FindAccount(id), AccountView.class);
        String target = "accounts/" + id;
        long head = records.head();
        Map<String, @Nullable Object> members = export.members(account, target, head);
        accesses.record(new Access(Access.Kind.PERSON_EXPORT, target, null, true, why));
        export.write(members, id, head, response);
    }
}
