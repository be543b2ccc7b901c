package souk.seller.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;

import souk.platform.query.Projection;
import souk.platform.query.Table;
import souk.platform.query.Tables;
import souk.seller.SellerEvent;
import souk.seller.SellerEvent.SellerApplied;
import souk.seller.SellerEvent.SellerApproved;
import souk.seller.SellerEvent.SellerLeft;
import souk.seller.SellerEvent.SellerReinstated;
import souk.seller.SellerEvent.SellerSuspended;
import souk.seller.SellerStatus;

/** Who sells, or wants to. */
@Projection(processingGroup = "seller.view")
class SellerProjection {

    private final Table<SellerRow, String> sellers;

    SellerProjection(Tables tables) {
        sellers = tables.of(SellerRow.class, String.class);
    }

    @EventHandler
    void on(SellerEvent event, @SequenceNumber long version) {
        String seller = event.sellerId().value();
        if (event instanceof SellerApplied applied) {
            sellers.insert(
                    new SellerRow(
                            seller, applied.accountId().value(), applied.name(), applied.tier()));
        }
        sellers.change(
                seller,
                row -> {
                    row.status = statusAfter(event);
                    row.suspensionReason = reasonIn(event);
                    row.version = version;
                });
    }

    private static @Nullable String reasonIn(SellerEvent event) {
        return switch (event) {
            case SellerSuspended suspended -> suspended.reason();
            case SellerLeft _ -> SellerLeft.REASON;
            default -> null;
        };
    }

    private static SellerStatus statusAfter(SellerEvent event) {
        return switch (event) {
            case SellerApplied _ -> SellerStatus.APPLIED;
            case SellerApproved _ -> SellerStatus.APPROVED;
            case SellerSuspended _, SellerLeft _ -> SellerStatus.SUSPENDED;
            case SellerReinstated _ -> SellerStatus.APPROVED;
        };
    }
}
