package souk.account.command;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.AccountRejection.EmailTaken;
import souk.account.EmailEvent;
import souk.account.EmailEvent.EmailClaimed;
import souk.account.EmailEvent.EmailReleased;
import souk.account.EmailKey;
import souk.kernel.Rejected;

import java.util.List;
import java.util.Optional;

/**
 * A stream for each address: there is only one next event, so of two accounts that want the same
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
        List<EmailEvent> history = history(email);
        if (ownerIn(history).isPresent()) {
            throw new Rejected(new EmailTaken());
        }
        publish(email, history, new EmailClaimed(email, account));
    }

    @Override
    public void release(EmailKey email, AccountId account) {
        List<EmailEvent> history = history(email);
        if (ownerIn(history).filter(account::equals).isPresent()) {
            publish(email, history, new EmailReleased(email));
        }
    }

    @Override
    public Optional<AccountId> ownerOf(EmailKey email) {
        return ownerIn(history(email));
    }

    private void publish(EmailKey email, List<EmailEvent> history, EmailEvent next) {
        events.getObject()
                .publish(
                        new GenericDomainEventMessage<>(
                                STREAM_TYPE,
                                stream(email),
                                history.size(),
                                next,
                                CurrentUnitOfWork.correlationData()));
    }

    private List<EmailEvent> history(EmailKey email) {
        return events.getObject()
                .readEvents(stream(email), 0)
                .asStream()
                .<EmailEvent>map(event -> (EmailEvent) event.getPayload())
                .toList();
    }

    private static Optional<AccountId> ownerIn(List<EmailEvent> history) {
        return !history.isEmpty() && history.getLast() instanceof EmailClaimed claimed
                ? Optional.of(claimed.accountId())
                : Optional.empty();
    }

    private static String stream(EmailKey email) {
        return "email_" + email;
    }
}
