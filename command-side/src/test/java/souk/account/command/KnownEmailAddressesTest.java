package souk.account.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountEvent;
import souk.account.AccountEvent.AccountAdmitted;
import souk.account.AccountEvent.AccountErased;
import souk.account.AccountEvent.AccountRegistered;
import souk.account.AccountEvent.RoleGranted;
import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.account.PersonName;
import souk.account.Role;
import souk.kernel.Ids;
import souk.kernel.Personal;
import souk.platform.process.ProcessNode;

import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** How accounts can be written to, as others see it. */
@ProcessNode
class KnownEmailAddressesTest {

    private static final EmailAddress LEILA = new EmailAddress("Leila+souk@example.org");
    private static final SecureRandom RANDOM = new SecureRandom();

    @Autowired EmailAddresses addresses;
    @Autowired EventStore events;

    private final AccountId account = newAccount();

    private static AccountId newAccount() {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        return new AccountId(Ids.of(AccountId.PREFIX, 0, random));
    }

    private void happens(AccountId to, long sequence, AccountEvent event) {
        events.publish(new GenericDomainEventMessage<>("Account", to.value(), sequence, event));
    }

    private void registers(AccountId somebody, EmailAddress email) {
        happens(
                somebody,
                0,
                new AccountRegistered(
                        somebody,
                        Personal.of(somebody.value(), email),
                        Personal.of(somebody.value(), new PersonName("Leïla")),
                        Personal.of(somebody.value(), "hash"),
                        Set.of(Role.CUSTOMER)));
    }

    @Test
    void are_gone_with_whoever_had_them() {
        registers(account, LEILA);
        assertThat(addresses.addressOf(account)).contains(LEILA);

        happens(account, 1, new AccountErased(account, false, null));

        assertThat(addresses.addressOf(account)).isEmpty();
    }

    private void isAdmitted(@Nullable EmailAddress email) {
        happens(
                account,
                0,
                new AccountAdmitted(
                        account,
                        "https://issuer.example",
                        email == null ? null : Personal.of(account.value(), email),
                        null,
                        Set.of(Role.CUSTOMER)));
    }

    @Test
    void of_who_has_registered_is_known_at_once() {
        assertThat(addresses.mailboxOf(account)).isEmpty();
        assertThat(addresses.addressOf(account)).isEmpty();

        registers(account, LEILA);
        happens(account, 1, new RoleGranted(account, Role.SELLER));

        assertThat(addresses.addressOf(account)).contains(LEILA);
        assertThat(addresses.mailboxOf(account))
                .hasValueSatisfying(it -> assertThat(it).hasSize(64));
    }

    @Test
    void once_known_is_not_read_again() {
        var reads = new AtomicInteger();
        var known =
                new KnownEmailAddresses(
                        new ObjectProvider<>() {
                            @Override
                            public EventStore getObject() {
                                reads.incrementAndGet();
                                return events;
                            }
                        });
        assertThat(known.mailboxOf(account)).isEmpty();
        registers(account, LEILA);
        assertThat(known.mailboxOf(account)).isPresent();

        assertThat(known.mailboxOf(account)).isEqualTo(addresses.mailboxOf(account));

        assertThat(reads).hasValue(2);
    }

    @Test
    void is_the_same_mailbox_for_all_that_lead_to_it() {
        AccountId other = newAccount();
        AccountId stranger = newAccount();
        registers(account, LEILA);
        registers(other, new EmailAddress("leila@example.org"));
        registers(stranger, new EmailAddress("leila@example.com"));

        assertThat(addresses.mailboxOf(account))
                .isEqualTo(addresses.mailboxOf(other))
                .isNotEqualTo(addresses.mailboxOf(stranger));
    }

    @Test
    void of_who_was_vouched_for_may_be_known_or_not() {
        isAdmitted(null);
        assertThat(addresses.mailboxOf(account)).isEmpty();
        assertThat(addresses.addressOf(account)).isEmpty();
    }

    @Test
    void of_who_was_vouched_for_with_it_is_known() {
        isAdmitted(LEILA);
        assertThat(addresses.mailboxOf(account)).isPresent();
        assertThat(addresses.addressOf(account)).contains(LEILA);
    }
}
