package souk.demo;

import souk.catalog.CategoryId;
import souk.catalog.Editor;
import souk.catalog.NewVariant;
import souk.catalog.ProductCommand.CreateProduct;
import souk.catalog.ProductDetails;
import souk.demo.Market.Category;
import souk.demo.Market.Choice;
import souk.demo.Market.House;
import souk.demo.Market.Thing;
import souk.demo.Market.Value;
import souk.inventory.StockCommand.SetStock;
import souk.inventory.StockKeeper;
import souk.kernel.Money;
import souk.seller.SellerId;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** The products of the market, in turn from all its categories, and how many of each there are. */
final class Goods {

    private static final Currency TND = Currency.getInstance("TND");
    private static final long MILLIMES = 1_000;
    private static final long SMALLEST_COIN = 100;
    private static final Editor ADMIN = new Editor(null, true);
    private static final int THRESHOLD = 5;

    private final Market market;

    Goods(Market market) {
        this.market = market;
    }

    /** One product, and what it is made of. */
    private record Item(int number, Category main, Category category, Thing thing, Words like) {

        Words name() {
            return thing.name().and(like);
        }
    }

    List<Step> products(int count) {
        return items(count).stream().map(this::create).toList();
    }

    List<Step> stock(int count) {
        List<Step> steps = new ArrayList<>();
        for (Item item : items(count)) {
            int variants = choice(item).values().size();
            for (int variant = 1; variant <= variants; variant++) {
                steps.add(count(item.number(), variant));
            }
        }
        return steps;
    }

    private List<Item> items(int count) {
        List<Item> items = new ArrayList<>();
        for (int like = 0; ; like++) {
            for (int thing = 0; thing < 4; thing++) {
                for (int below = 0; below < 4; below++) {
                    for (Category main : market.categories()) {
                        Category category = main.below().get(below);
                        List<Words> likes = market.likes().get(category.likes());
                        if (items.size() == count || likes == null || like == likes.size()) {
                            return items;
                        }
                        items.add(
                                new Item(
                                        items.size() + 1,
                                        main,
                                        category,
                                        category.things().get(thing),
                                        likes.get(like)));
                    }
                }
            }
        }
    }

    private Step create(Item item) {
        int number = item.number();
        House house = market.houses().get(number % market.houses().size());
        Words said =
                market.descriptions()
                        .get(number / 7 % market.descriptions().size())
                        .about(item.name(), item.category().name(), house.name(), house.city());
        var details =
                new ProductDetails(
                        item.name().inOne(number),
                        said.inAll(),
                        house.name(),
                        categoryOf(item),
                        number % 25 == 0,
                        List.of(),
                        Map.of("city", house.city(), "style", item.like().english()));
        boolean listed = number % 40 != 39;
        return new Step(
                "product-" + number,
                new CreateProduct(
                        Naming.product(number),
                        ADMIN,
                        SellerId.of(Naming.account(house.owner())),
                        null,
                        details,
                        variants(item),
                        listed));
    }

    private static CategoryId categoryOf(Item item) {
        return Naming.category(Places.path(item.main(), item.category()));
    }

    private List<NewVariant> variants(Item item) {
        List<NewVariant> variants = new ArrayList<>();
        // the same thing costs a little more or less, depending on what it is like
        long base = item.thing().price() * MILLIMES * (90 + item.number() * 7L % 40) / 100;
        Choice choice = choice(item);
        for (Value value : choice.values()) {
            Money price = rounded(base * value.percent() / 100);
            variants.add(
                    new NewVariant(
                            Naming.sku(item.number(), variants.size() + 1),
                            Map.of(choice.name(), value.name()),
                            price,
                            item.number() % 7 == 0 ? rounded(price.amount() * 5 / 4) : null));
        }
        return variants;
    }

    private Choice choice(Item item) {
        Choice choice = market.choices().get(item.category().choice());
        if (choice == null) {
            throw new IllegalStateException("no variants " + item.category().choice());
        }
        return choice;
    }

    private static Money rounded(long millimes) {
        return new Money(millimes / SMALLEST_COIN * SMALLEST_COIN, TND);
    }

    private static Step count(int number, int variant) {
        int mixed = number * 31 + variant * 17;
        int onHand = mixed % 30 == 0 ? 0 : mixed % 17 == 0 ? THRESHOLD - 2 : 10 + mixed % 190;
        return new Step(
                "stock-" + number + "-" + variant,
                new SetStock(Naming.sku(number, variant), StockKeeper.ADMIN, onHand, THRESHOLD));
    }
}
