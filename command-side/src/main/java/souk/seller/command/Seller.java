package souk.seller.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.account.AccountId;
import souk.account.Role;
import souk.account.command.AccountRoles;
import souk.kernel.Published;
import souk.kernel.Rejected;
import souk.platform.command.EventSourced;
import souk.seller.SellerCommand.ApplyAsSeller;
import souk.seller.SellerCommand.ApproveSeller;
import souk.seller.SellerCommand.ReinstateSeller;
import souk.seller.SellerCommand.SuspendSeller;
import souk.seller.SellerEvent;
import souk.seller.SellerEvent.SellerApplied;
import souk.seller.SellerEvent.SellerApproved;
import souk.seller.SellerEvent.SellerLeft;
import souk.seller.SellerEvent.SellerReinstated;
import souk.seller.SellerEvent.SellerSuspended;
import souk.seller.SellerId;
import souk.seller.SellerRejection.AlreadySeller;
import souk.seller.SellerRejection.SellerHasLeft;
import souk.seller.SellerRejection.SellerNotInState;
import souk.seller.SellerStatus;
import souk.seller.SellerView;

import java.util.Objects;

/** An account that sells, or wants to. */
@EventSourced
@Published("seller.Seller")
@Revision("2")
class Seller {

    @AggregateIdentifier private SellerId sellerId;
    private AccountId accountId;
    private Standing standing;
    private @Nullable String suspensionReason;
    private boolean left;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    SellerView decide(ApplyAsSeller command) {
        if (sellerId != null) {
            throw new Rejected(new AlreadySeller(sellerId));
        }
        apply(
                new SellerApplied(
                        command.sellerId(), command.accountId(), command.name(), command.tier()));
        return view();
    }

    @CommandHandler
    SellerView decide(ApproveSeller command, AccountRoles roles) {
        mustNotHaveLeft();
        mustNotBe(SellerStatus.SUSPENDED);
        if (standing.status() != SellerStatus.APPROVED) {
            apply(new SellerApproved(sellerId));
            roles.grant(accountId, Role.SELLER);
        }
        return view();
    }

    @CommandHandler
    SellerView decide(SuspendSeller command) {
        mustNotBe(SellerStatus.APPLIED);
        if (standing.status() != SellerStatus.SUSPENDED) {
            apply(new SellerSuspended(sellerId, command.reason()));
        }
        return view();
    }

    @CommandHandler
    SellerView decide(ReinstateSeller command, AccountRoles accounts) {
        mustNotHaveLeft();
        mustNotBe(SellerStatus.APPLIED);
        if (standing.status() != SellerStatus.APPROVED) {
            mustStillBeSomebodys(accounts);
            apply(new SellerReinstated(sellerId));
        }
        return view();
    }

    /**
     * Whose it is is forgotten, in the same unit of work. Also where it may not sell: of this and
     * of letting it sell, one is decided first.
     */
    void leave() {
        if (!left) {
            apply(new SellerLeft(sellerId));
        }
    }

    @EventSourcingHandler
    void evolve(SellerEvent event) {
        if (event instanceof SellerApplied applied) {
            sellerId = applied.sellerId();
            accountId = applied.accountId();
        }
        suspensionReason = reasonIn(event);
        left = left || event instanceof SellerLeft;
        standing = after(standing, event);
    }

    private static @Nullable String reasonIn(SellerEvent event) {
        return switch (event) {
            case SellerSuspended suspended -> suspended.reason();
            case SellerLeft _ -> SellerLeft.REASON;
            default -> null;
        };
    }

    static Standing after(@Nullable Standing before, SellerEvent event) {
        return switch (event) {
            case SellerApplied applied ->
                    new Standing(applied.name(), applied.tier(), SellerStatus.APPLIED);
            case SellerApproved _ -> as(SellerStatus.APPROVED, before);
            case SellerSuspended _, SellerLeft _ -> as(SellerStatus.SUSPENDED, before);
            case SellerReinstated _ -> as(SellerStatus.APPROVED, before);
        };
    }

    private static Standing as(SellerStatus status, @Nullable Standing before) {
        Standing known = Objects.requireNonNull(before, "the first event is the application");
        return new Standing(known.name(), known.tier(), status);
    }

    Standing standing() {
        return standing;
    }

    private void mustNotHaveLeft() {
        if (left) {
            throw new Rejected(new SellerHasLeft());
        }
    }

    // shops of people who were forgotten before there was SellerLeft are suspended only
    private void mustStillBeSomebodys(AccountRoles accounts) {
        try {
            accounts.mustBeThere(accountId);
        } catch (Rejected forgotten) {
            throw new Rejected(new SellerHasLeft());
        }
    }

    private void mustNotBe(SellerStatus status) {
        if (standing.status() == status) {
            throw new Rejected(new SellerNotInState(status));
        }
    }

    private SellerView view() {
        return new SellerView(
                sellerId,
                accountId,
                standing.name(),
                standing.tier(),
                standing.status(),
                suspensionReason,
                getVersion());
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Seller() {}
}
