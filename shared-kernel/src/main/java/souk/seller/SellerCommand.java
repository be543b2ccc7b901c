package souk.seller;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import souk.account.AccountId;
import souk.kernel.Text;

/** Everything that can be asked of a seller. Each is answered with the {@link SellerView}. */
public sealed interface SellerCommand {

    @TargetAggregateIdentifier
    SellerId sellerId();

    record ApplyAsSeller(SellerId sellerId, AccountId accountId, String name, Tier tier)
            implements SellerCommand {
        public ApplyAsSeller {
            name = Text.line("name", name, 100);
        }

        public ApplyAsSeller(AccountId accountId, String name, Tier tier) {
            this(SellerId.of(accountId), accountId, name, tier);
        }
    }

    record ApproveSeller(SellerId sellerId) implements SellerCommand {}

    record SuspendSeller(SellerId sellerId, String reason) implements SellerCommand {
        public SuspendSeller {
            reason = Text.line("reason", reason, 500);
        }
    }

    record ReinstateSeller(SellerId sellerId) implements SellerCommand {}
}
