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

import java.util.function.UnaryOperator;

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
        return list(
                new Filter(account.value(), null, null, null, null, null),
                asOf,
                UnaryOperator.identity());
    }

    /** Of pages, only that it was among what they showed: the others are none of its business. */
    PersonalPages<AccessView> at(String target, long asOf) {
        return list(
                new Filter(null, target, null, null, null, null),
                asOf,
                look -> look.target().equals(target) ? look : among(look, target));
    }

    private static AccessView among(AccessView look, String target) {
        return new AccessView(
                look.id(),
                look.at(),
                look.actor(),
                look.role(),
                look.kind(),
                target,
                null,
                look.personal(),
                look.reason());
    }

    private PersonalPages<AccessView> list(
            Filter filter, long asOf, UnaryOperator<AccessView> told) {
        return PersonalPages.all(
                wanted -> {
                    AccessPage page =
                            queries.ask(
                                    new ListAccesses(filter, wanted.limit(), wanted.after(), false),
                                    AccessPage.class,
                                    asOf);
                    return new PersonalPages.Page<>(
                            page.items().stream().map(told).toList(), page.next());
                });
    }
}
