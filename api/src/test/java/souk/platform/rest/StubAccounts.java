package souk.platform.rest;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.stereotype.Component;

import souk.account.Access;
import souk.account.AccountCommand;
import souk.account.AccountCommand.AdmitAccount;
import souk.account.AccountCommand.ChangeRoles;
import souk.account.AccountCommand.EraseAccount;
import souk.account.AccountCommand.ForgetPerson;
import souk.account.AccountCommand.GrantRole;
import souk.account.AccountCommand.RegisterAccount;
import souk.account.AccountId;
import souk.account.AccountPage;
import souk.account.AccountQuery.FindAccess;
import souk.account.AccountQuery.FindAccount;
import souk.account.AccountQuery.FindCredentials;
import souk.account.AccountQuery.ListAccounts;
import souk.account.AccountRejection.AccountNotFound;
import souk.account.AccountRejection.EmailTaken;
import souk.account.AccountView;
import souk.account.Credentials;
import souk.account.EmailAddress;
import souk.account.EmailKey;
import souk.account.Role;
import souk.account.SessionCommand;
import souk.account.SessionCommand.OpenSession;
import souk.account.SessionView;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accounts that keep the promises of the command side, in memory; sessions can be opened only. */
@Component
public class StubAccounts {

    private static final class Account {
        Credentials credentials = Credentials.NONE;
        String email = "";
        Set<Role> roles = EnumSet.noneOf(Role.class);
        long version;
        long validFrom;
    }

    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<EmailKey, AccountId> emails = new HashMap<>();
    private final StubEvents events;

    /** How often somebody asked what an account may do. */
    public volatile int asked;

    /** Runs before each question for what an account may do, and may throw. */
    public volatile Runnable before = () -> {};

    /** What every list of accounts shows. */
    public volatile List<AccountView> listed = List.of();

    StubAccounts(CommandBus commandBus, QueryBus queryBus, StubEvents events) {
        this.events = events;
        for (Class<?> command : AccountCommand.class.getPermittedSubclasses()) {
            commandBus.subscribe(command.getName(), this::decide);
        }
        for (Class<?> command : SessionCommand.class.getPermittedSubclasses()) {
            commandBus.subscribe(command.getName(), StubAccounts::open);
        }
        queryBus.subscribe(FindCredentials.class.getName(), Credentials.class, this::credentials);
        queryBus.subscribe(FindAccess.class.getName(), Access.class, this::access);
        queryBus.subscribe(FindAccount.class.getName(), AccountView.class, this::find);
        queryBus.subscribe(
                ListAccounts.class.getName(),
                AccountPage.class,
                _ -> new AccountPage(listed, null, null));
    }

    private synchronized Object decide(CommandMessage<?> message) {
        AccountCommand command = (AccountCommand) message.getPayload();
        switch (command) {
            case RegisterAccount registration -> register(registration);
            case AdmitAccount admission ->
                    accounts.computeIfAbsent(admission.accountId(), _ -> new Account()).roles =
                            EnumSet.of(Role.CUSTOMER);
            case ChangeRoles change -> {
                Account account = mustFind(change.accountId());
                account.roles = change.roles();
                account.validFrom = ++account.version;
            }
            case EraseAccount erasure -> {
                Account account = mustFind(erasure.accountId());
                emails.values().remove(erasure.accountId());
                account.roles = Set.of();
                account.validFrom = ++account.version;
            }
            case ForgetPerson _ -> {} // nothing is kept
            case GrantRole grant -> {
                Account account = mustFind(grant.accountId());
                account.roles = EnumSet.copyOf(account.roles);
                account.roles.add(grant.role());
                account.version++;
            }
        }
        AccountId id = command.accountId();
        long position = events.happened(id.value(), mustFind(id).version, command);
        return new GenericCommandResultMessage<>(view(id), Map.of(MessageKeys.POSITION, position));
    }

    private void register(RegisterAccount registration) {
        EmailAddress email = registration.email().known().orElseThrow();
        if (emails.putIfAbsent(email.key(), registration.accountId()) != null) {
            throw new Rejected(new EmailTaken());
        }
        var account = new Account();
        account.email = email.value();
        account.roles = registration.roles();
        account.credentials =
                new Credentials(
                        registration.accountId(),
                        registration.passwordHash().known().orElseThrow());
        accounts.put(registration.accountId(), account);
    }

    private static Object open(CommandMessage<?> message) {
        OpenSession command = (OpenSession) message.getPayload();
        return new SessionView(command.sessionId(), command.accountId(), true, 0);
    }

    private synchronized Object credentials(QueryMessage<?, ?> message) {
        AccountId owner = emails.get(((FindCredentials) message.getPayload()).email());
        return owner == null ? Credentials.NONE : mustFind(owner).credentials;
    }

    private Object access(QueryMessage<?, ?> message) {
        before.run();
        synchronized (this) {
            asked++;
            AccountId id = ((FindAccess) message.getPayload()).accountId();
            Account account = mustFind(id);
            return new Access(id, account.roles, account.version, account.validFrom);
        }
    }

    private synchronized Object find(QueryMessage<?, ?> message) {
        return view(((FindAccount) message.getPayload()).accountId());
    }

    private AccountView view(AccountId id) {
        Account account = mustFind(id);
        return new AccountView(
                id, account.email, "Somebody", account.roles, Instant.EPOCH, account.version);
    }

    private Account mustFind(AccountId id) {
        return Optional.ofNullable(accounts.get(id))
                .orElseThrow(() -> new Rejected(new AccountNotFound()));
    }
}
