package souk.account.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import souk.account.AccountCommand.AdmitAccount;
import souk.account.AccountCommand.ChangeRoles;
import souk.account.AccountCommand.EraseAccount;
import souk.account.AccountCommand.GrantRole;
import souk.account.AccountCommand.RegisterAccount;
import souk.account.AccountEvent.AccountAdmitted;
import souk.account.AccountEvent.AccountErased;
import souk.account.AccountEvent.AccountRegistered;
import souk.account.AccountEvent.RoleGranted;
import souk.account.AccountEvent.RolesChanged;
import souk.account.AccountId;
import souk.account.AccountRejection.EmailTaken;
import souk.account.EmailAddress;
import souk.account.EmailKey;
import souk.account.PersonName;
import souk.account.Role;
import souk.account.Unfinished;
import souk.kernel.Personal;
import souk.kernel.Rejected;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class AccountTest {

    private static final AccountId MIA = new AccountId("acc_01hzy00000000000000000000a");
    private static final AccountId NOA = new AccountId("acc_01hzy00000000000000000000b");
    private static final EmailAddress ADDRESS = new EmailAddress("mia@example.org");
    private static final Personal<EmailAddress> EMAIL = Personal.of(MIA.value(), ADDRESS);
    private static final Personal<PersonName> NAME =
            Personal.of(MIA.value(), new PersonName("Mia"));
    private static final Personal<String> HASH = Personal.of(MIA.value(), "$2a$");
    private static final Set<Role> CUSTOMER = Set.of(Role.CUSTOMER);

    private static final RegisterAccount REGISTER =
            new RegisterAccount(MIA, EMAIL, NAME, HASH, CUSTOMER);
    private static final AccountRegistered REGISTERED =
            new AccountRegistered(MIA, EMAIL, NAME, HASH, CUSTOMER);

    private static final AdmitAccount ADMIT =
            new AdmitAccount(MIA, "https://login.example.org", null, NAME);
    private static final AccountAdmitted ADMITTED =
            new AccountAdmitted(MIA, "https://login.example.org", null, NAME, CUSTOMER);

    /** As streams of addresses do it, without a store. */
    private static final class Claims implements EmailClaims {

        private final Map<EmailKey, AccountId> owners = new HashMap<>();

        @Override
        public void claim(EmailKey email, AccountId account) {
            if (owners.putIfAbsent(email, account) != null) {
                throw new Rejected(new EmailTaken());
            }
        }

        @Override
        public void release(EmailKey email, AccountId account) {
            owners.remove(email, account);
        }

        @Override
        public Optional<AccountId> ownerOf(EmailKey email) {
            return Optional.ofNullable(owners.get(email));
        }
    }

    private final Claims emails = new Claims();
    private final List<AccountId> closed = new ArrayList<>();
    private final List<Unfinished> unfinished = new ArrayList<>();
    private FixtureConfiguration<Account> account;

    @BeforeEach
    void fixture() {
        account =
                new AggregateTestFixture<>(Account.class)
                        .registerInjectableResource(emails)
                        .registerInjectableResource(new Farewells(others()));
    }

    private ObjectProvider<Farewell> others() {
        return new StaticListableBeanFactory(
                        Map.<String, Object>of(
                                "first",
                                new Farewell() {
                                    @Override
                                    public void close(AccountId left) {
                                        closed.add(left);
                                    }
                                },
                                "second",
                                new Farewell() {
                                    @Override
                                    public List<Unfinished> unfinished(AccountId left) {
                                        return closed.contains(left) ? unfinished : List.of();
                                    }
                                }))
                .getBeanProvider(Farewell.class);
    }

    @Nested
    class Erasing {

        private final EraseAccount erase = new EraseAccount(MIA, false, null);
        private final AccountErased erased = new AccountErased(MIA, false, null);

        @Test
        void frees_the_address_and_takes_all_roles() {
            emails.claim(ADDRESS.key(), MIA);

            account.given(REGISTERED)
                    .when(erase)
                    .expectEvents(erased)
                    .expectState(it -> assertThat(it.email()).isEmpty());

            assertThat(emails.ownerOf(ADDRESS.key())).isEmpty();
            assertThat(closed).containsExactly(MIA);
        }

        @Test
        void leaves_the_address_of_somebody_else() {
            emails.claim(ADDRESS.key(), NOA);

            account.given(REGISTERED).when(erase).expectEvents(erased);

            assertThat(emails.ownerOf(ADDRESS.key())).contains(NOA);
        }

        @Test
        void waits_for_what_is_unfinished_unless_it_is_forced() {
            unfinished.add(new Unfinished("order", "ord_1", "It is PAID so far."));

            account.given(REGISTERED).when(erase).expectException(Rejected.class).expectNoEvents();
            account.given(REGISTERED)
                    .when(new EraseAccount(MIA, true, "by letter"))
                    .expectEvents(new AccountErased(MIA, true, "by letter"));
        }

        @Test
        void happens_once() {
            account.given(REGISTERED, erased).when(erase).expectNoEvents();
        }

        @Test
        void is_for_good() {
            account.given(REGISTERED, erased)
                    .when(new GrantRole(MIA, Role.SELLER))
                    .expectException(Rejected.class);
            account.given(REGISTERED, erased)
                    .when(new ChangeRoles(MIA, CUSTOMER))
                    .expectException(Rejected.class);
            account.given(REGISTERED, erased).when(REGISTER).expectNoEvents();
            account.given(ADMITTED, erased).when(ADMIT).expectNoEvents();
        }
    }

    @Nested
    class Registering {

        @Test
        void claims_the_address() {
            account.givenNoPriorActivity()
                    .when(REGISTER)
                    .expectEvents(REGISTERED)
                    .expectSuccessfulHandlerExecution();
            assertThat(emails.ownerOf(ADDRESS.key())).contains(MIA);
        }

        @Test
        void with_an_address_that_is_taken_is_refused() {
            emails.claim(new EmailAddress("MIA@example.org").key(), NOA);
            account.givenNoPriorActivity()
                    .when(REGISTER)
                    .expectNoEvents()
                    .expectExceptionDetails(new EmailTaken());
        }

        @Test
        void twice_changes_nothing() {
            account.given(REGISTERED)
                    .when(REGISTER)
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Admitting {

        @Test
        void makes_a_customer() {
            account.givenNoPriorActivity().when(ADMIT).expectEvents(ADMITTED);
        }

        @Test
        void twice_changes_nothing() {
            account.given(ADMITTED).when(ADMIT).expectNoEvents();
        }

        @Test
        void claims_no_address() {
            emails.claim(ADDRESS.key(), NOA);
            account.givenNoPriorActivity()
                    .when(new AdmitAccount(MIA, "https://login.example.org", EMAIL, NAME))
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Changing_roles {

        @Test
        void replaces_them_all() {
            account.given(REGISTERED)
                    .when(new ChangeRoles(MIA, Set.of(Role.ADMIN, Role.AUDITOR)))
                    .expectEvents(new RolesChanged(MIA, Set.of(Role.AUDITOR, Role.ADMIN)));
        }

        @Test
        void to_what_they_are_changes_nothing() {
            account.given(REGISTERED, new RoleGranted(MIA, Role.SELLER))
                    .when(new ChangeRoles(MIA, Set.of(Role.SELLER, Role.CUSTOMER)))
                    .expectNoEvents();
        }

        @Test
        void to_none_is_possible() {
            account.given(REGISTERED)
                    .when(new ChangeRoles(MIA, Set.of()))
                    .expectEvents(new RolesChanged(MIA, Set.of()));
        }
    }

    @Nested
    class Granting {

        @Test
        void adds_a_role() {
            account.given(REGISTERED)
                    .when(new GrantRole(MIA, Role.SELLER))
                    .expectEvents(new RoleGranted(MIA, Role.SELLER));
        }

        @Test
        void what_is_there_changes_nothing() {
            account.given(REGISTERED).when(new GrantRole(MIA, Role.CUSTOMER)).expectNoEvents();
        }

        @Test
        void again_what_was_taken_away_is_possible() {
            account.given(
                            REGISTERED,
                            new RoleGranted(MIA, Role.SELLER),
                            new RolesChanged(MIA, CUSTOMER))
                    .when(new GrantRole(MIA, Role.SELLER))
                    .expectEvents(new RoleGranted(MIA, Role.SELLER));
        }
    }
}
