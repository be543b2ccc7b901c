package souk.account.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountEvent.AccountAdmitted;
import souk.account.AccountEvent.AccountErased;
import souk.account.AccountEvent.AccountRegistered;
import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.kernel.Personal;
import souk.kernel.Sha256;
import souk.platform.command.Apart;

import java.time.Duration;
import java.util.Optional;

/** Looks at accounts without disturbing them. */
@Component
class KnownEmailAddresses implements EmailAddresses {

    private static final int MOST = 100_000;

    /** Until then somebody who is forgotten may be taken for one who can be written to. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    // an address never changes, but where there is none there may be one soon, and none for ever
    private final Cache<AccountId, String> mailboxes =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();
    private final ObjectProvider<EventStore> events;

    KnownEmailAddresses(ObjectProvider<EventStore> events) {
        this.events = events;
    }

    @Override
    public Optional<String> mailboxOf(AccountId account) {
        String known = mailboxes.getIfPresent(account);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> found =
                addressOf(account).map(it -> Sha256.hex("souk mailbox " + it.mailbox()));
        found.ifPresent(mailbox -> mailboxes.put(account, mailbox));
        return found;
    }

    @Override
    public Optional<EmailAddress> addressOf(AccountId account) {
        return Apart.from(
                () ->
                        events.getObject()
                                .readEvents(account.value(), 0)
                                .asStream()
                                .map(event -> event.getPayload())
                                .reduce(
                                        Optional.empty(),
                                        KnownEmailAddresses::after,
                                        (_, later) -> later));
    }

    private static Optional<EmailAddress> after(Optional<EmailAddress> before, Object stored) {
        return switch (stored) {
            case AccountRegistered registered -> registered.email().known();
            case AccountAdmitted admitted -> known(admitted.email());
            case AccountErased _ -> Optional.empty();
            default -> before;
        };
    }

    private static <T> Optional<T> known(@Nullable Personal<T> personal) {
        return personal == null ? Optional.empty() : personal.known();
    }
}
