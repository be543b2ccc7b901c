package souk.account.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountCommand.ChangeRoles;
import souk.account.AccountId;
import souk.account.AccountOrder;
import souk.account.AccountPage;
import souk.account.AccountQuery.FindAccount;
import souk.account.AccountQuery.ListAccounts;
import souk.account.AccountView;
import souk.account.Role;
import souk.platform.rest.Commands;
import souk.platform.rest.Cursor;
import souk.platform.rest.Outcome;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All accounts, for admins. */
@RestController
@RequestMapping("/api/admin/accounts")
class AdminController {

    private static final Pattern CONTROL = Pattern.compile("\\p{C}");
    private static final Pattern CURSOR =
            Pattern.compile("([A-Z_]+) ([^ \\p{C}]*) (acc_[0-9a-z]{26})");

    record Roles(Set<Role> roles) {}

    private final Commands commands;
    private final Queries queries;
    private final AccessChanges changes;
    private final Looks looks;

    AdminController(Commands commands, Queries queries, AccessChanges changes, Looks looks) {
        this.commands = commands;
        this.queries = queries;
        this.changes = changes;
        this.looks = looks;
    }

    /** Tokens made before stop working, here before this is answered. */
    @PutMapping("/{id}/roles")
    AccountView change(@PathVariable AccountId id, @RequestBody Roles wanted) {
        Outcome<AccountView> changed =
                commands.send(new ChangeRoles(id, wanted.roles()), AccountView.class);
        changes.await(changed.position());
        AccountView shown =
                changed.orElseRead(at -> queries.ask(new FindAccount(id), AccountView.class, at));
        // no event says so where it had these roles
        looks.page("accounts", List.of(id));
        return shown;
    }

    @GetMapping
    ResponseEntity<Slice<AccountView>> list(
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(defaultValue = "-createdAt") String sort,
            Paging paging) {
        AccountOrder order = orderOf(sort);
        mustBeSearchable(email);
        mustContinue(paging.after(), order);
        AccountPage page =
                queries.ask(
                        new ListAccounts(
                                email, role, order, paging.limit(), paging.after(), paging.total()),
                        AccountPage.class);
        looks.page(
                "accounts",
                page.items().stream()
                        .filter(AdminController::showsAnybody)
                        .map(AccountView::id)
                        .toList());
        return Slice.of(page.items(), page.next(), page.total());
    }

    // of people whom another issuer sent there may be a name only, of those who were erased nothing
    private static boolean showsAnybody(AccountView account) {
        return account.email() != null || account.name() != null;
    }

    private static AccountOrder orderOf(String sort) {
        return switch (sort) {
            case "createdAt" -> AccountOrder.OLDEST_FIRST;
            case "-createdAt" -> AccountOrder.NEWEST_FIRST;
            case "email" -> AccountOrder.BY_EMAIL;
            case "-email" -> AccountOrder.BY_EMAIL_BACKWARDS;
            default ->
                    throw new ProblemException(
                            Problem.invalid(
                                    "sort",
                                    "invalid_sort",
                                    "must be createdAt or email, with a minus to turn it round"));
        };
    }

    private static void mustBeSearchable(@Nullable String email) {
        if (email != null && CONTROL.matcher(email).find()) {
            throw new ProblemException(
                    Problem.invalid("email", "invalid_email", "must be how an address starts"));
        }
    }

    /** Where a page of the same order has ended. */
    private static void mustContinue(@Nullable String after, AccountOrder order) {
        if (after == null) {
            return;
        }
        Matcher form = CURSOR.matcher(after);
        boolean byTime = order == AccountOrder.NEWEST_FIRST || order == AccountOrder.OLDEST_FIRST;
        Cursor.mustBe(
                form.matches()
                        && form.group(1).equals(order.name())
                        && (!byTime || Cursor.isTime(form.group(2))));
    }
}
