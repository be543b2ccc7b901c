package souk.account.query;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.AccountPage;
import souk.account.AccountQuery.ListAccounts;
import souk.account.AccountView;
import souk.account.Role;
import souk.platform.query.ReadsFrom;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers which accounts there are. */
@Component
@ReadsFrom("account.view")
class AccountLists {

    private final Accounts accounts;

    AccountLists(Accounts accounts) {
        this.accounts = accounts;
    }

    @QueryHandler
    AccountPage handle(ListAccounts query) {
        AccountCursor after = AccountCursor.parse(query.after());
        List<AccountRow> found = accounts.page(query, after, query.limit() + 1);
        List<AccountRow> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new AccountPage(
                page.stream().map(AccountLists::view).toList(),
                found.size() > page.size()
                        ? AccountCursor.behind(page.getLast(), query.order())
                        : null,
                query.total() ? (Long) accounts.count(query) : null);
    }

    private static AccountView view(AccountRow row) {
        Set<Role> roles = row.roles.stream().map(Role::valueOf).collect(Collectors.toSet());
        return new AccountView(
                new AccountId(row.accountId),
                row.email,
                row.name,
                roles,
                row.createdAt,
                row.version);
    }
}
