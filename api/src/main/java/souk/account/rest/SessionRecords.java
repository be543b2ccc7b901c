package souk.account.rest;

import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.AccountQuery.ListSessions;
import souk.account.SessionEntry;
import souk.account.SessionPage;
import souk.platform.rest.Queries;

import java.util.function.Consumer;

/** When somebody has logged in; whose account it is, the document itself says. */
@Component
class SessionRecords implements PersonalRecords {

    private final Queries queries;

    SessionRecords(Queries queries) {
        this.queries = queries;
    }

    @Override
    public String member() {
        return "sessions";
    }

    @Override
    public PersonalPages<SessionEntry> about(AccountId account, long asOf) {
        return PersonalPages.all(
                wanted -> {
                    SessionPage page =
                            queries.ask(
                                    new ListSessions(account, wanted.limit(), wanted.after()),
                                    SessionPage.class,
                                    asOf);
                    return new PersonalPages.Page<>(page.items(), page.next());
                });
    }

    @Override
    public void streams(AccountId account, long asOf, Consumer<PersonalStream> to) {
        to.accept(PersonalStream.own(account));
        about(account, asOf).forEach(session -> to.accept(PersonalStream.own(session.id())));
    }
}
