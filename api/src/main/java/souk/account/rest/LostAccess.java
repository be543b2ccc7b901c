package souk.account.rest;

import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

import souk.account.AccountEvent.AccountErased;
import souk.account.AccountEvent.RolesChanged;
import souk.account.SessionEvent.SessionEnded;
import souk.platform.rest.live.Warden;

import java.util.List;

/** Whoever may do less than before, or has logged out, must not go on listening. */
@Component
class LostAccess implements Warden {

    @Override
    public List<String> turnAway(DomainEventMessage<?> event) {
        Class<?> type = event.getPayloadType();
        return type == RolesChanged.class
                        || type == AccountErased.class
                        || type == SessionEnded.class
                ? List.of(event.getAggregateIdentifier())
                : List.of();
    }
}
