package souk.audit.rest;

import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.rest.PersonalPages;
import souk.account.rest.PersonalRecords;
import souk.audit.AccessPage;
import souk.audit.AccessQuery.ListAccesses;
import souk.audit.AccessQuery.ListAccesses.Filter;
import souk.audit.AccessView;
import souk.platform.rest.Queries;

/** What somebody has looked at himself, as an auditor or an admin. */
@Component
class LookRecords implements PersonalRecords {

    private final Queries queries;

    LookRecords(Queries queries) {
        this.queries = queries;
    }

    @Override
    public String member() {
        return "looks";
    }

    @Override
    public PersonalPages<AccessView> about(AccountId account, long asOf) {
        return list(new Filter(account.value(), null, null, null, null, null), asOf);
    }

    PersonalPages<AccessView> at(String target, long asOf) {
        return list(new Filter(null, target, null, null, null, null), asOf);
    }

    private PersonalPages<AccessView> list(Filter filter, long asOf) {
        return PersonalPages.all(
                wanted -> {
                    AccessPage page =
                            queries.ask(
                                    new ListAccesses(filter, wanted.limit(), wanted.after(), false),
                                    AccessPage.class,
                                    asOf);
                    return new PersonalPages.Page<>(page.items(), page.next());
                });
    }
}
