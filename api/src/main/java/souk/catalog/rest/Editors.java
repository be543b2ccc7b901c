package souk.catalog.rest;

import souk.account.AccountId;
import souk.account.Role;
import souk.catalog.Editor;
import souk.platform.rest.call.Actor;
import souk.seller.SellerId;

import java.util.List;
import java.util.Optional;

/** As whom the caller changes products. */
final class Editors {

    private Editors() {}

    static Editor of(Optional<AccountId> caller) {
        return new Editor(
                caller.map(SellerId::of).orElse(null),
                List.of(Actor.current().role().split(",")).contains(Role.ADMIN.name()));
    }
}
