package souk.audit.rest;

import com.fasterxml.jackson.annotation.JsonAnyGetter;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
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
import souk.account.rest.PersonalPages;
import souk.account.rest.PersonalRecords;
import souk.audit.Access;
import souk.audit.AccessPage;
import souk.audit.AccessQuery.ListAccesses;
import souk.audit.AccessQuery.ListAccesses.Filter;
import souk.audit.AccessView;
import souk.kernel.Rejected;
import souk.platform.rest.Queries;
import souk.platform.rest.call.Actor;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that is kept about a person, for that person. */
@RestController
class PersonExportController {

    /** Whatever capabilities keep is a member of its own. */
    record PersonExport(
            Instant exportedAt,
            AccountView account,
            @JsonAnyGetter Map<String, @Nullable Object> more,
            PersonalPages<AccessView> accesses) {}

    private final Queries queries;
    private final Accesses accesses;
    private final List<PersonalRecords> records;
    private final Clock clock;

    PersonExportController(
            Queries queries, Accesses accesses, List<PersonalRecords> records, Clock clock) {
        this.queries = queries;
        this.accesses = accesses;
        this.records = records;
        this.clock = clock;
    }

    /**
     * One's own, or anybody's for admins, who say what for.
     *
     * @param reason 1 to 200 characters
     */
    @GetMapping("/api/accounts/{id}/export")
    ResponseEntity<PersonExport> export(
            @PathVariable AccountId id,
            @RequestParam(required = false) @Nullable String reason,
            @Caller AccountId caller) {
        boolean own = caller.equals(id);
        if (!own && !Actor.current().is(Role.ADMIN.name())) {
            throw new Rejected(new AccountNotFound());
        }
        String why = own ? null : Purpose.of(true, reason).reason();
        AccountView account = queries.ask(new FindAccount(id), AccountView.class);
        accesses.record(new Access(Access.Kind.PERSON_EXPORT, target(id), null, true, why));
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        records.forEach(it -> more.put(it.member(), it.about(id)));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".json\"")
                .body(new PersonExport(clock.instant(), account, more, looks(id)));
    }

    private static String target(AccountId account) {
        return "accounts/" + account;
    }

    private PersonalPages<AccessView> looks(AccountId account) {
        var filter = new Filter(null, target(account), null, null, null, null);
        return PersonalPages.all(
                wanted -> {
                    AccessPage page =
                            queries.ask(
                                    new ListAccesses(filter, wanted.limit(), wanted.after(), false),
                                    AccessPage.class);
                    return new PersonalPages.Page<>(page.items(), page.next());
                });
    }
}
