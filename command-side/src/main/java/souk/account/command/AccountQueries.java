package souk.account.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.Access;
import souk.account.AccountEvent;
import souk.account.AccountId;
import souk.account.AccountQuery.FindAccess;
import souk.account.AccountQuery.FindAccount;
import souk.account.AccountQuery.FindCredentials;
import souk.account.AccountQuery.FindSession;
import souk.account.AccountRejection.AccountNotFound;
import souk.account.AccountRejection.InvalidRefreshToken;
import souk.account.AccountView;
import souk.account.Credentials;
import souk.account.SessionEvent;
import souk.account.SessionView;
import souk.kernel.Rejected;

import java.util.Optional;

/**
 * Answers what logging in must know, from the events themselves: a view would be behind whoever
 * logs in right after registering, and a cached aggregate behind other nodes.
 */
@Component
class AccountQueries {

    private final ObjectProvider<EventStore> events;
    private final EmailClaims emails;

    AccountQueries(ObjectProvider<EventStore> events, EmailClaims emails) {
        this.events = events;
        this.emails = emails;
    }

    @QueryHandler
    Credentials handle(FindCredentials query) {
        return emails.ownerOf(query.email())
                .flatMap(owner -> find(owner).map(state -> state.credentials(owner)))
                .orElse(Credentials.NONE);
    }

    @QueryHandler
    Access handle(FindAccess query) {
        return mustFind(query.accountId()).access(query.accountId());
    }

    @QueryHandler
    AccountView handle(FindAccount query) {
        return mustFind(query.accountId()).view(query.accountId());
    }

    @QueryHandler
    SessionView handle(FindSession query) {
        var state = new SessionState();
        events.getObject()
                .readEvents(query.sessionId().value(), 0)
                .forEachRemaining(
                        event ->
                                state.evolve(
                                        (SessionEvent) event.getPayload(),
                                        event.getSequenceNumber()));
        return state.view().orElseThrow(() -> new Rejected(new InvalidRefreshToken()));
    }

    /** Whoever is forgotten is not there. */
    private AccountState mustFind(AccountId account) {
        return find(account)
                .filter(state -> !state.isErased())
                .orElseThrow(() -> new Rejected(new AccountNotFound()));
    }

    private Optional<AccountState> find(AccountId account) {
        // from the first event on: a snapshot is the aggregate's, not ours
        var history = events.getObject().readEvents(account.value(), 0);
        if (!history.hasNext()) {
            return Optional.empty();
        }
        var state = new AccountState();
        history.forEachRemaining(
                event ->
                        state.evolve(
                                (AccountEvent) event.getPayload(),
                                event.getTimestamp(),
                                event.getSequenceNumber()));
        return Optional.of(state);
    }
}
