package souk.seller.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountId;
import souk.kernel.Ids;
import souk.kernel.MessageKeys;
import souk.platform.query.QueryNodeTest;
import souk.seller.SellerEvent;
import souk.seller.SellerEvent.SellerApplied;
import souk.seller.SellerEvent.SellerApproved;
import souk.seller.SellerEvent.SellerLeft;
import souk.seller.SellerEvent.SellerReinstated;
import souk.seller.SellerEvent.SellerSuspended;
import souk.seller.SellerId;
import souk.seller.SellerPage;
import souk.seller.SellerQuery;
import souk.seller.SellerQuery.FindSeller;
import souk.seller.SellerQuery.ListSellers;
import souk.seller.SellerRejection.SellerNotFound;
import souk.seller.SellerStatus;
import souk.seller.SellerView;
import souk.seller.Tier;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** Sellers, from events to answers. */
@QueryNodeTest
class SellerViewTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Autowired EventStore events;
    @Autowired QueryBus queries;

    private final AccountId account = newAccount();
    private final SellerId seller = SellerId.of(account);

    private static AccountId newAccount() {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        return new AccountId(Ids.of(AccountId.PREFIX, System.currentTimeMillis(), random));
    }

    private SellerApplied applied() {
        return new SellerApplied(seller, account, "Atlas", Tier.IMPORTER);
    }

    private void happen(SellerEvent... happened) {
        long sequence = 0;
        for (SellerEvent event : happened) {
            events.publish(
                    new GenericDomainEventMessage<>(
                            "Seller", event.sellerId().value(), sequence++, event));
        }
    }

    private <R> QueryResponseMessage<R> ask(SellerQuery query, Class<R> answer) {
        long head = events.createHeadToken().position().orElseThrow();
        return queries.query(
                        new GenericQueryMessage<>(query, ResponseTypes.instanceOf(answer))
                                .withMetaData(Map.of(MessageKeys.POSITION, head)))
                .join();
    }

    private SellerView view() {
        return ask(new FindSeller(seller), SellerView.class).getPayload();
    }

    private SellerView view(SellerStatus status, long version) {
        return new SellerView(seller, account, "Atlas", Tier.IMPORTER, status, null, version);
    }

    @Test
    void shows_who_applied() {
        happen(applied());

        assertThat(view()).isEqualTo(view(SellerStatus.APPLIED, 0));
    }

    @Test
    void shows_who_is_approved() {
        happen(applied(), new SellerApproved(seller));

        assertThat(view()).isEqualTo(view(SellerStatus.APPROVED, 1));
    }

    @Test
    void shows_why_somebody_is_suspended() {
        happen(applied(), new SellerApproved(seller), new SellerSuspended(seller, "fakes"));

        assertThat(view().status()).isEqualTo(SellerStatus.SUSPENDED);
        assertThat(view().suspensionReason()).isEqualTo("fakes");
    }

    @Test
    void shows_who_has_left_as_one_who_does_not_sell() {
        happen(applied(), new SellerLeft(seller));

        assertThat(view().status()).isEqualTo(SellerStatus.SUSPENDED);
        assertThat(view().suspensionReason()).isEqualTo("The seller has left");
    }

    @Test
    void forgets_the_reason_with_the_suspension() {
        happen(
                applied(),
                new SellerApproved(seller),
                new SellerSuspended(seller, "fakes"),
                new SellerReinstated(seller));

        assertThat(view()).isEqualTo(view(SellerStatus.APPROVED, 3));
    }

    @Test
    void knows_nobody_who_never_applied() {
        var answer = ask(new FindSeller(seller), SellerView.class);

        assertThat(HandlerExecutionException.resolveDetails(answer.exceptionResult()))
                .contains(new SellerNotFound());
    }

    @Test
    void lists_page_by_page() {
        happen(applied());
        var other = newAccount();
        happen(new SellerApplied(SellerId.of(other), other, "Other", Tier.RETAILER));

        SellerPage first =
                ask(new ListSellers(SellerStatus.APPLIED, null, 1, null, true), SellerPage.class)
                        .getPayload();
        SellerPage second =
                ask(
                                new ListSellers(SellerStatus.APPLIED, null, 1, first.next(), false),
                                SellerPage.class)
                        .getPayload();

        assertThat(first.total()).isGreaterThanOrEqualTo(2);
        assertThat(first.items()).extracting(SellerView::id).hasSize(1);
        assertThat(second.items()).hasSize(1);
        assertThat(second.items().getFirst().id().value())
                .isLessThan(first.items().getFirst().id().value());
    }

    @Test
    void lists_by_status_and_tier() {
        happen(applied(), new SellerApproved(seller));

        List<SellerView> importers =
                ask(
                                new ListSellers(
                                        SellerStatus.APPROVED, Tier.IMPORTER, 100, null, false),
                                SellerPage.class)
                        .getPayload()
                        .items();

        assertThat(importers).extracting(SellerView::id).contains(seller);
        assertThat(importers).allSatisfy(it -> assertThat(it.tier()).isEqualTo(Tier.IMPORTER));
    }
}
