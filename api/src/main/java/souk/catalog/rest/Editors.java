package souk.catalog.rest;

import souk.account.AccountId;
import souk.account.Role;
import souk.catalog.Editor;
import souk.platform.rest.call.Actor;
import souk.seller.SellerId;

import java.util.Optional;

/** As whom the caller changes products. */
final class Editors {

    private Editors() {}

    static Editor of(Optional<AccountId> caller) {
        return new Editor(
                caller.map(SellerId::of).orElse(null), Actor.current().is(Role.ADMIN.name()));
    }
}
