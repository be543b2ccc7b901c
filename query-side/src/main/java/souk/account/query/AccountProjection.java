package souk.account.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

import souk.account.AccountEvent;
import souk.account.AccountEvent.AccountAdmitted;
import souk.account.AccountEvent.AccountErased;
import souk.account.AccountEvent.AccountRegistered;
import souk.account.AccountEvent.RoleGranted;
import souk.account.AccountEvent.RolesChanged;
import souk.account.EmailAddress;
import souk.account.PersonName;
import souk.account.Role;
import souk.kernel.Personal;
import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who there is. */
@Projection(processingGroup = "account.view")
class AccountProjection {

    private final Table<AccountRow, String> accounts;

    AccountProjection(Tables tables) {
        accounts = tables.of(AccountRow.class, String.class);
    }

    @EventHandler
    void on(AccountEvent event, @Timestamp Instant at, @SequenceNumber long version) {
        String account = event.accountId().value();
        switch (event) {
            case AccountRegistered registered ->
                    insert(account, registered.email(), registered.name(), registered.roles(), at);
            case AccountAdmitted admitted ->
                    insert(account, admitted.email(), admitted.name(), admitted.roles(), at);
            case RolesChanged changed ->
                    accounts.change(account, row -> row.roles = names(changed.roles()));
            case AccountErased _ -> accounts.change(account, AccountRow::forget);
            case RoleGranted granted -> accounts.change(account, row -> grant(row, granted.role()));
        }
        accounts.change(account, row -> row.version = version);
    }

    private void insert(
            String account,
            @Nullable Personal<EmailAddress> email,
            @Nullable Personal<PersonName> name,
            Collection<Role> roles,
            Instant at) {
        accounts.insert(
                new AccountRow(
                        account,
                        known(email).map(EmailAddress::value).orElse(null),
                        known(name).map(PersonName::value).orElse(null),
                        names(roles),
                        at));
    }

    private static void grant(AccountRow row, Role role) {
        List<String> roles = new ArrayList<>(row.roles);
        roles.add(role.name());
        row.roles = roles;
    }

    private static List<String> names(Collection<Role> roles) {
        return new ArrayList<>(roles.stream().map(Role::name).toList());
    }

    private static <T> Optional<T> known(@Nullable Personal<T> value) {
        return value == null ? Optional.empty() : value.known();
    }
}
