package souk.seller.rest;

import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.platform.rest.live.Warden;
import souk.seller.SellerEvent.SellerSuspended;
import souk.seller.SellerId;

import java.util.List;

/**
 * Whoever is suspended has to ask again for everything he listens to: what is for dealers only is
 * refused to him then, while his own shop and cart are still his.
 */
@Component
class LostTrade implements Warden {

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
