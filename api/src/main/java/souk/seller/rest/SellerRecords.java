package souk.seller.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.Unfinished;
import souk.account.rest.OpenMatters;
import souk.account.rest.PersonalRecords;
import souk.account.rest.PersonalStream;
import souk.seller.SellerId;
import souk.seller.SellerStatus;
import souk.seller.SellerView;

import java.util.List;
import java.util.function.Consumer;

/** What an account sells as; as long as it may, buyers rely on it. */
@Component
class SellerRecords implements PersonalRecords, OpenMatters {

    private final OwnSeller own;

    SellerRecords(OwnSeller own) {
        this.own = own;
    }

    @Override
    public String member() {
        return own.member();
    }

    @Override
    public @Nullable Object about(AccountId account, long asOf) {
        return own.about(account, asOf);
    }

    @Override
    public void streams(AccountId account, long asOf, Consumer<PersonalStream> to) {
        to.accept(PersonalStream.own(SellerId.of(account)));
    }

    @Override
    public List<Unfinished> of(AccountId account, long asOf) {
        return own.about(account, asOf) instanceof SellerView seller
                        && seller.status() == SellerStatus.APPROVED
                ? List.of(new Unfinished("seller", seller.id().value(), "It sells."))
                : List.of();
    }
}
