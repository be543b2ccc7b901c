package souk.account.command;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.AccountRejection.EmailTaken;
import souk.account.EmailEvent.EmailClaimed;
import souk.account.EmailKey;
import souk.kernel.Rejected;

import java.util.Optional;

/**
 * A stream for each address: there is only one first event, so of two accounts that want the same
 * address one gets it, and the other finds out when it decides again.
 */
@Component
class EmailStreams implements EmailClaims {

    private static final String STREAM_TYPE = "Email";

    private final ObjectProvider<EventStore> events;

    EmailStreams(ObjectProvider<EventStore> events) {
        this.events = events;
    }

    @Override
    public void claim(EmailKey email, AccountId account) {
        if (events.getObject().lastSequenceNumberFor(stream(email)).isPresent()) {
            throw new Rejected(new EmailTaken());
        }
        events.getObject()
                .publish(
                        new GenericDomainEventMessage<>(
                                STREAM_TYPE,
                                stream(email),
                                0,
                                new EmailClaimed(email, account),
                                CurrentUnitOfWork.correlationData()));
    }

    @Override
    public Optional<AccountId> ownerOf(EmailKey email) {
        return events.getObject()
                .readEvents(stream(email), 0)
                .asStream()
                .map(event -> ((EmailClaimed) event.getPayload()).accountId())
                .findFirst();
    }

    private static String stream(EmailKey email) {
        return "email_" + email;
    }
}
