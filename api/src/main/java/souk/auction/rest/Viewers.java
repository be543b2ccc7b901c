package souk.auction.rest;

import souk.account.AccountId;
import souk.account.Role;
import souk.auction.AuctionQuery.Viewer;
import souk.platform.rest.call.Actor;

import java.util.Optional;

/** As whom the caller looks at auctions. */
final class Viewers {

    private Viewers() {}

    static Viewer of(Optional<AccountId> caller) {
        return new Viewer(caller.orElse(null), Actor.current().is(Role.ADMIN.name()));
    }
}
