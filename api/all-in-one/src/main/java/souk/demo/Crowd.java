package souk.demo;

import souk.account.AccountCommand.RegisterAccount;
import souk.account.AccountId;
import souk.account.PersonName;
import souk.account.Role;
import souk.demo.Market.House;
import souk.demo.Market.Person;
import souk.kernel.Personal;
import souk.seller.SellerCommand.ApplyAsSeller;
import souk.seller.SellerCommand.ApproveSeller;
import souk.seller.SellerId;
import souk.seller.Tier;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** Who is there: people with accounts, and those who sell. */
final class Crowd {

    private final Market market;
    private final String passwordHash;

    Crowd(Market market, String passwordHash) {
        this.market = market;
        this.passwordHash = passwordHash;
    }

    List<Step> accounts() {
        return Stream.concat(
                        market.houses().stream()
                                .map(house -> new Person(house.owner(), Role.CUSTOMER.name())),
                        market.people().stream())
                .map(this::register)
                .toList();
    }

    List<Step> applications() {
        return market.houses().stream().map(Crowd::apply).toList();
    }

    List<Step> approvals() {
        return market.houses().stream()
                .map(
                        house ->
                                new Step(
                                        "approval-" + house.name(),
                                        new ApproveSeller(seller(house))))
                .toList();
    }

    static SellerId seller(House house) {
        return SellerId.of(Naming.account(house.owner()));
    }

    private Step register(Person person) {
        AccountId id = Naming.account(person.name());
        String subject = id.value();
        return new Step(
                "account-" + person.name(),
                new RegisterAccount(
                        id,
                        Personal.of(subject, Naming.email(person.name())),
                        Personal.of(subject, new PersonName(person.name())),
                        Personal.of(subject, passwordHash),
                        EnumSet.of(Role.CUSTOMER, Role.valueOf(person.role()))));
    }

    private static Step apply(House house) {
        return new Step(
                "seller-" + house.name(),
                new ApplyAsSeller(
                        Naming.account(house.owner()), house.name(), Tier.valueOf(house.tier())));
    }
}
