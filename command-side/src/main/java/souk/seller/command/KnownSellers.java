package souk.seller.command;

import org.springframework.stereotype.Component;

import souk.platform.command.Glance;
import souk.platform.command.Glances;
import souk.seller.SellerEvent;
import souk.seller.SellerId;

import java.util.Optional;

/** Looks at sellers without disturbing them. */
@Component
class KnownSellers implements Sellers {

    private final Glance<Optional<Standing>> sellers;

    KnownSellers(Glances glances) {
        this.sellers = glances.of(Optional.empty(), KnownSellers::after);
    }

    @Override
    public Optional<Standing> find(SellerId seller) {
        return sellers.recent(seller.value());
    }

    @Override
    public Optional<Standing> findCurrent(SellerId seller) {
        return sellers.current(seller.value()).state();
    }

    private static Optional<Standing> after(Optional<Standing> before, Object stored) {
        return switch (stored) {
            case Seller snapshot -> Optional.of(snapshot.standing());
            case SellerEvent event -> Optional.of(Seller.after(before.orElse(null), event));
            default -> before;
        };
    }
}
