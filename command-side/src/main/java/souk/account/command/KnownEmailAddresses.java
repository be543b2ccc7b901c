package souk.account.command;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountEvent;
import souk.account.AccountEvent.AccountAdmitted;
import souk.account.AccountEvent.AccountRegistered;
import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.kernel.Personal;
import souk.kernel.Sha256;
import souk.platform.command.Apart;
import souk.platform.command.Glance;
import souk.platform.command.Glances;

import java.util.Optional;

/** Looks at accounts without disturbing them. */
@Component
class KnownEmailAddresses implements EmailAddresses {

    private final Glance<Optional<String>> mailboxes;
    private final ObjectProvider<EventStore> events;

    KnownEmailAddresses(Glances glances, ObjectProvider<EventStore> events) {
        this.mailboxes = glances.of(Optional.empty(), KnownEmailAddresses::after);
        this.events = events;
    }

    @Override
    public Optional<String> mailboxOf(AccountId account) {
        Optional<String> known = mailboxes.recent(account.value());
        // an address never changes, but another node may just have registered it
        return known.isPresent() ? known : mailboxes.current(account.value()).state();
    }

    @Override
    public Optional<EmailAddress> addressOf(AccountId account) {
        return Apart.from(
                () ->
                        events.getObject()
                                .readEvents(account.value(), 0)
                                .asStream()
                                .flatMap(event -> in(event.getPayload()).stream())
                                .findFirst());
    }

    private static Optional<String> after(Optional<String> before, Object stored) {
        return before.isPresent()
                ? before
                : in(stored).map(it -> Sha256.hex("souk mailbox " + it.mailbox()));
    }

    private static Optional<EmailAddress> in(Object stored) {
        return switch (stored) {
            case Account snapshot -> snapshot.email();
            case AccountRegistered registered -> registered.email().known();
            case AccountAdmitted admitted -> known(admitted.email());
            case AccountEvent _ -> Optional.empty();
            default -> Optional.empty();
        };
    }

    private static <T> Optional<T> known(@Nullable Personal<T> personal) {
        return personal == null ? Optional.empty() : personal.known();
    }
}
