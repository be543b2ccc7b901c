package souk.account.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import souk.account.AccountEvent;
import souk.account.AccountEvent.AccountAdmitted;
import souk.account.AccountEvent.AccountErased;
import souk.account.AccountEvent.AccountRegistered;
import souk.account.AccountEvent.RoleGranted;
import souk.account.AccountEvent.RolesChanged;
import souk.account.AccountId;
import souk.account.AccountOrder;
import souk.account.AccountPage;
import souk.account.AccountQuery.ListAccounts;
import souk.account.AccountView;
import souk.account.EmailAddress;
import souk.account.EmailEvent.EmailClaimed;
import souk.account.PersonName;
import souk.account.Role;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.kernel.Personal;
import souk.platform.query.QueryNodeTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Accounts as admins find them, from events to answers. */
@QueryNodeTest
class AccountViewTest {

    private static int created;

    @Autowired EventStore events;
    @Autowired QueryBus queries;
    @Autowired JdbcTemplate jdbc;

    private final AccountId mia = newId();
    private String test;

    @BeforeEach
    void name() {
        test = "t" + created + "-"; // each looks at its own addresses only
    }

    @AfterEach
    void parked_nothing() {
        assertThat(
                        jdbc.queryForList(
                                "select * from axon.dead_letter_entry where processing_group ="
                                        + " 'account.view'"))
                .isEmpty();
    }

    private static AccountId newId() {
        return new AccountId(Ids.of(AccountId.PREFIX, ++created, new byte[10]));
    }

    private void happen(AccountEvent... happened) {
        List<EventMessage<?>> messages = new ArrayList<>();
        for (int sequence = 0; sequence < happened.length; sequence++) {
            messages.add(
                    new GenericDomainEventMessage<>(
                            "Account",
                            happened[sequence].accountId().value(),
                            sequence,
                            happened[sequence]));
        }
        events.publish(messages);
    }

    private AccountRegistered registered(AccountId account, String email) {
        String subject = account.value();
        return new AccountRegistered(
                account,
                Personal.of(subject, new EmailAddress(test + email)),
                Personal.of(subject, new PersonName("Mia")),
                Personal.of(subject, "$2a$"),
                Set.of(Role.CUSTOMER));
    }

    private AccountPage ask(ListAccounts query) {
        long head = events.createHeadToken().position().orElseThrow();
        return queries.query(
                        new GenericQueryMessage<>(
                                        query, ResponseTypes.instanceOf(AccountPage.class))
                                .withMetaData(Map.of(MessageKeys.POSITION, head)))
                .join()
                .getPayload();
    }

    private AccountPage list(
            @Nullable Role role, AccountOrder order, int limit, @Nullable String after) {
        return ask(new ListAccounts(test, role, order, limit, after, true));
    }

    private AccountView only() {
        return list(null, AccountOrder.NEWEST_FIRST, 100, null).items().getFirst();
    }

    @Test
    void shows_who_has_registered() {
        happen(registered(mia, "Mia@Example.org"));
        assertThat(only().id()).isEqualTo(mia);
        assertThat(only().email()).isEqualTo(test + "Mia@Example.org");
        assertThat(only().name()).isEqualTo("Mia");
        assertThat(only().roles()).containsExactly(Role.CUSTOMER);
        assertThat(only().version()).isZero();
    }

    @Test
    void shows_who_was_admitted() {
        String subject = mia.value();
        happen(
                new AccountAdmitted(
                        mia,
                        "https://login.example.org",
                        Personal.of(subject, new EmailAddress(test + "mia@example.org")),
                        null,
                        Set.of(Role.CUSTOMER)));
        assertThat(only().id()).isEqualTo(mia);
        assertThat(only().name()).isNull();
    }

    @Test
    void takes_changed_roles() {
        happen(
                registered(mia, "mia@example.org"),
                new RolesChanged(mia, Set.of(Role.ADMIN, Role.ANALYST)));
        assertThat(only().roles()).containsExactly(Role.ADMIN, Role.ANALYST);
        assertThat(only().version()).isEqualTo(1);
    }

    @Test
    void adds_a_granted_role() {
        happen(registered(mia, "mia@example.org"), new RoleGranted(mia, Role.SELLER));
        assertThat(only().roles()).containsExactly(Role.CUSTOMER, Role.SELLER);
        assertThat(only().version()).isEqualTo(1);
    }

    @Test
    void forgets_who_is_erased() {
        happen(registered(mia, "mia@example.org"), new AccountErased(mia, false, null));

        var everybody = new ListAccounts(null, null, AccountOrder.NEWEST_FIRST, 100, null, false);
        AccountView found =
                ask(everybody).items().stream()
                        .filter(it -> it.id().equals(mia))
                        .findFirst()
                        .orElseThrow();
        assertThat(found)
                .isEqualTo(new AccountView(mia, null, null, Set.of(), found.createdAt(), 1));
        assertThat(
                        jdbc.queryForObject(
                                "select email_key from account_view.account where account_id = ?",
                                String.class,
                                mia.value()))
                .isEmpty();
    }

    @Test
    void is_not_troubled_by_claims_of_addresses() {
        happen(registered(mia, "mia@example.org"));
        var claim = new EmailClaimed(new EmailAddress(test + "mia@example.org").key(), mia);
        events.publish(new GenericDomainEventMessage<>("Email", "email_" + claim.key(), 0, claim));
        assertThat(only().version()).isZero();
    }

    @Test
    void is_searched_by_how_an_address_starts() {
        happen(registered(mia, "mia_1@example.org"));
        happen(registered(newId(), "mia-2@example.org"));
        String start = test.toUpperCase() + "MIA_";
        assertThat(
                        ask(new ListAccounts(start, null, AccountOrder.BY_EMAIL, 10, null, false))
                                .items())
                .extracting(AccountView::id)
                .containsExactly(mia);
    }

    @Test
    void is_searched_by_role() {
        happen(registered(mia, "mia@example.org"), new RoleGranted(mia, Role.AUDITOR));
        happen(registered(newId(), "noa@example.org"));
        AccountPage found = list(Role.AUDITOR, AccountOrder.BY_EMAIL, 10, null);
        assertThat(found.items()).extracting(AccountView::id).containsExactly(mia);
        assertThat(found.total()).isEqualTo(1);
        assertThat(found.next()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void is_read_page_by_page(AccountOrder order) {
        for (int i = 0; i < 7; i++) {
            happen(registered(newId(), "m" + (i * 3 % 7) + "@example.org"));
        }
        List<AccountView> all = list(null, order, 100, null).items();
        List<AccountView> paged = new ArrayList<>();
        String after = null;
        do {
            AccountPage page = list(null, order, 2, after);
            assertThat(page.total()).isEqualTo(7);
            paged.addAll(page.items());
            after = page.next();
        } while (after != null);
        assertThat(paged).hasSize(7).isEqualTo(all);
        assertThat(all.getFirst().email())
                .isEqualTo(
                        test
                                + switch (order) {
                                    case NEWEST_FIRST -> "m4@example.org";
                                    case OLDEST_FIRST, BY_EMAIL -> "m0@example.org";
                                    case BY_EMAIL_BACKWARDS -> "m6@example.org";
                                });
    }
}
