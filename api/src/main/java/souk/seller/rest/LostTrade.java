package souk.seller.rest;

import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.platform.rest.live.Announcer;
import souk.platform.rest.live.Message;
import souk.seller.SellerEvent.SellerSuspended;
import souk.seller.SellerId;

import java.util.List;

/** What is for sellers only is not for those who are suspended. */
@Component
class LostTrade implements Announcer {

    @Override
    public List<Message> announce(DomainEventMessage<?> event, long position) {
        return List.of();
    }

    @Override
    public List<String> turnAway(DomainEventMessage<?> event) {
        return event.getPayloadType() == SellerSuspended.class
                ? List.of(accountOf(event.getAggregateIdentifier()))
                : List.of();
    }

    // the one that SellerId.of leads from
    private static String accountOf(String seller) {
        return AccountId.PREFIX + seller.substring(SellerId.PREFIX.length());
    }
}
