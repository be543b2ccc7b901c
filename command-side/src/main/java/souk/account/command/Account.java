package souk.account.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

import souk.account.AccountCommand.AdmitAccount;
import souk.account.AccountCommand.ChangeRoles;
import souk.account.AccountCommand.EraseAccount;
import souk.account.AccountCommand.GrantRole;
import souk.account.AccountCommand.RegisterAccount;
import souk.account.AccountEvent;
import souk.account.AccountEvent.AccountAdmitted;
import souk.account.AccountEvent.AccountErased;
import souk.account.AccountEvent.AccountRegistered;
import souk.account.AccountEvent.RoleGranted;
import souk.account.AccountEvent.RolesChanged;
import souk.account.AccountId;
import souk.account.AccountRejection.AccountNotFound;
import souk.account.AccountView;
import souk.account.EmailAddress;
import souk.account.Role;
import souk.kernel.Published;
import souk.kernel.Rejected;
import souk.platform.command.EventSourced;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Somebody who can log in, and what he may do. */
@EventSourced
@Published("account.Account")
@Revision("2")
class Account {

    @AggregateIdentifier private AccountId accountId;
    private AccountState state = new AccountState();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountView decide(RegisterAccount command, EmailClaims emails) {
        if (accountId == null) {
            EmailAddress email = command.email().known().orElseThrow();
            emails.claim(email.key(), command.accountId());
            apply(
                    new AccountRegistered(
                            command.accountId(),
                            command.email(),
                            command.name(),
                            command.passwordHash(),
                            command.roles()));
        }
        return view();
    }

    /** Its address is not claimed: the issuer vouches for the person, not for the address. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountView decide(AdmitAccount command) {
        if (accountId == null) {
            apply(
                    new AccountAdmitted(
                            command.accountId(),
                            command.issuer(),
                            command.email(),
                            command.name(),
                            Set.of(Role.CUSTOMER)));
        }
        return view();
    }

    @CommandHandler
    AccountView decide(EraseAccount command, EmailClaims emails, Farewells others) {
        if (!state.isErased()) {
            others.take(accountId, command.force());
            state.email().ifPresent(email -> emails.release(email.key(), accountId));
            apply(new AccountErased(accountId, command.force(), command.reason()));
        }
        return view();
    }

    @CommandHandler
    AccountView decide(ChangeRoles command) {
        mustBeThere();
        if (!state.roles().equals(command.roles())) {
            apply(new RolesChanged(accountId, command.roles()));
        }
        return view();
    }

    @CommandHandler
    AccountView decide(GrantRole command) {
        mustBeThere();
        if (!state.roles().contains(command.role())) {
            apply(new RoleGranted(accountId, command.role()));
        }
        return view();
    }

    @EventSourcingHandler
    void evolve(AccountEvent event, @Timestamp Instant at, @SequenceNumber long sequence) {
        accountId = event.accountId();
        state.evolve(event, at, sequence);
    }

    Optional<EmailAddress> email() {
        return state.email();
    }

    void mustBeThere() {
        if (state.isErased()) {
            throw new Rejected(new AccountNotFound());
        }
    }

    private AccountView view() {
        return state.view(accountId);
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Account() {}
}
