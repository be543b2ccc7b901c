package souk.seller.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.account.AccountId;
import souk.account.AccountRejection.AccountNotFound;
import souk.account.Role;
import souk.account.command.AccountRoles;
import souk.kernel.Rejected;
import souk.seller.SellerCommand;
import souk.seller.SellerCommand.ApplyAsSeller;
import souk.seller.SellerCommand.ApproveSeller;
import souk.seller.SellerCommand.ReinstateSeller;
import souk.seller.SellerCommand.SuspendSeller;
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
import souk.seller.Tier;

import java.util.ArrayList;
import java.util.List;

class SellerTest {

    private static final AccountId ACCOUNT = new AccountId("acc_01hzy00000000000000000000a");
    private static final SellerId SELLER = SellerId.of(ACCOUNT);
    private static final SellerApplied APPLIED =
            new SellerApplied(SELLER, ACCOUNT, "Atlas", Tier.WHOLESALER);
    private static final SellerApproved APPROVED = new SellerApproved(SELLER);
    private static final SellerSuspended SUSPENDED = new SellerSuspended(SELLER, "fakes");

    private static final SellerLeft LEFT = new SellerLeft(SELLER);

    private final List<String> granted = new ArrayList<>();
    private boolean forgotten;
    private FixtureConfiguration<Seller> seller;

    @BeforeEach
    void fixture() {
        seller = new AggregateTestFixture<>(Seller.class);
        seller.registerInjectableResource(new Accounts());
    }

    private final class Accounts implements AccountRoles {

        @Override
        public void grant(AccountId account, Role role) {
            granted.add(account + " " + role);
        }

        @Override
        public void mustBeThere(AccountId account) {
            if (forgotten) {
                throw new Rejected(new AccountNotFound());
            }
        }
    }

    private static SellerView view(SellerStatus status, long version) {
        return new SellerView(
                SELLER,
                ACCOUNT,
                "Atlas",
                Tier.WHOLESALER,
                status,
                status == SellerStatus.SUSPENDED ? "fakes" : null,
                version);
    }

    @Nested
    class Applying {

        @Test
        void makes_a_seller_who_may_not_sell_yet() {
            seller.givenNoPriorActivity()
                    .when(new ApplyAsSeller(ACCOUNT, "  Atlas ", Tier.WHOLESALER))
                    .expectEvents(APPLIED)
                    .expectResultMessagePayload(view(SellerStatus.APPLIED, 0));
        }

        @Test
        void twice_is_refused() {
            seller.given(APPLIED)
                    .when(new ApplyAsSeller(ACCOUNT, "Atlas", Tier.RETAILER))
                    .expectNoEvents()
                    .expectExceptionDetails(new AlreadySeller(SELLER));
        }
    }

    @Nested
    class Leaving {

        @Test
        void ends_selling() {
            seller.given(APPLIED, APPROVED)
                    .whenInvoking(SELLER.value(), Seller::leave)
                    .expectEvents(LEFT)
                    .expectState(it -> assertThat(it.standing().maySell()).isFalse());
        }

        @Test
        void is_told_of_who_may_not_sell_so_that_nobody_lets_him_meanwhile() {
            seller.given(APPLIED).whenInvoking(SELLER.value(), Seller::leave).expectEvents(LEFT);
            seller.given(APPLIED, APPROVED, SUSPENDED)
                    .whenInvoking(SELLER.value(), Seller::leave)
                    .expectEvents(LEFT);
        }

        @Test
        void happens_once() {
            seller.given(APPLIED, APPROVED, LEFT)
                    .whenInvoking(SELLER.value(), Seller::leave)
                    .expectNoEvents();
        }

        @Test
        void is_for_good() {
            for (SellerCommand again :
                    List.of(new ApproveSeller(SELLER), new ReinstateSeller(SELLER))) {
                seller.given(APPLIED, APPROVED, LEFT)
                        .when(again)
                        .expectNoEvents()
                        .expectExceptionDetails(new SellerHasLeft());
                seller.given(APPLIED, LEFT, SUSPENDED)
                        .when(again)
                        .expectNoEvents()
                        .expectExceptionDetails(new SellerHasLeft());
            }
            seller.given(APPLIED, APPROVED, LEFT)
                    .when(new ApplyAsSeller(ACCOUNT, "Atlas", Tier.RETAILER))
                    .expectNoEvents()
                    .expectExceptionDetails(new AlreadySeller(SELLER));
            assertThat(granted).isEmpty();
        }
    }

    /** In streams from before it was told that somebody has left. */
    @Test
    void of_somebody_forgotten_stays_suspended() {
        forgotten = true;
        seller.given(APPLIED, APPROVED, SUSPENDED)
                .when(new ReinstateSeller(SELLER))
                .expectNoEvents()
                .expectExceptionDetails(new SellerHasLeft());
    }

    @Nested
    class Approving {

        @Test
        void gives_the_account_its_role() {
            seller.given(APPLIED)
                    .when(new ApproveSeller(SELLER))
                    .expectEvents(APPROVED)
                    .expectResultMessagePayload(view(SellerStatus.APPROVED, 1));

            assertThat(granted).containsExactly(ACCOUNT + " " + Role.SELLER);
        }

        @Test
        void twice_changes_nothing() {
            seller.given(APPLIED, APPROVED)
                    .when(new ApproveSeller(SELLER))
                    .expectNoEvents()
                    .expectResultMessagePayload(view(SellerStatus.APPROVED, 1));

            assertThat(granted).isEmpty();
        }

        @Test
        void of_a_suspended_seller_is_refused() {
            seller.given(APPLIED, APPROVED, SUSPENDED)
                    .when(new ApproveSeller(SELLER))
                    .expectNoEvents()
                    .expectExceptionDetails(new SellerNotInState(SellerStatus.SUSPENDED));
        }
    }

    @Nested
    class Suspending {

        @Test
        void keeps_the_reason() {
            seller.given(APPLIED, APPROVED)
                    .when(new SuspendSeller(SELLER, "fakes"))
                    .expectEvents(SUSPENDED)
                    .expectResultMessagePayload(view(SellerStatus.SUSPENDED, 2));
        }

        @Test
        void twice_changes_nothing() {
            seller.given(APPLIED, APPROVED, SUSPENDED)
                    .when(new SuspendSeller(SELLER, "again"))
                    .expectNoEvents()
                    .expectResultMessagePayload(view(SellerStatus.SUSPENDED, 2));
        }

        @Test
        void of_who_only_applied_is_refused() {
            seller.given(APPLIED)
                    .when(new SuspendSeller(SELLER, "fakes"))
                    .expectNoEvents()
                    .expectExceptionDetails(new SellerNotInState(SellerStatus.APPLIED));
        }
    }

    @Nested
    class Reinstating {

        @Test
        void lets_a_suspended_seller_sell_again() {
            seller.given(APPLIED, APPROVED, SUSPENDED)
                    .when(new ReinstateSeller(SELLER))
                    .expectEvents(new SellerReinstated(SELLER))
                    .expectResultMessagePayload(view(SellerStatus.APPROVED, 3));
        }

        @Test
        void of_who_is_not_suspended_changes_nothing() {
            seller.given(APPLIED, APPROVED).when(new ReinstateSeller(SELLER)).expectNoEvents();
        }

        @Test
        void of_who_only_applied_is_refused() {
            seller.given(APPLIED)
                    .when(new ReinstateSeller(SELLER))
                    .expectNoEvents()
                    .expectExceptionDetails(new SellerNotInState(SellerStatus.APPLIED));
        }
    }
}
