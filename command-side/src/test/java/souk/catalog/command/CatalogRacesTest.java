package souk.catalog.command;

import static org.assertj.core.api.Assertions.assertThat;

import static souk.catalog.command.Market.called;
import static souk.catalog.command.Market.editor;
import static souk.catalog.command.Market.mug;
import static souk.catalog.command.Market.newId;
import static souk.catalog.command.Market.slug;
import static souk.catalog.command.Market.unused;

import org.axonframework.commandhandling.CommandResultMessage;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;

import souk.catalog.CategoryCommand.AddCategory;
import souk.catalog.CategoryCommand.ChangeCategory;
import souk.catalog.CategoryId;
import souk.catalog.ProductCommand.ChangeManyProducts;
import souk.catalog.ProductCommand.ChangeProduct;
import souk.catalog.ProductView;
import souk.platform.command.Race;
import souk.seller.SellerId;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What two can want at once. */
@CatalogNode
class CatalogRacesTest {

    @Autowired Market market;

    private List<? extends CommandResultMessage<?>> atOnce(Object... commands) {
        return Race.of(Arrays.asList(commands), it -> market.send(it, Map.of()));
    }

    private static long refusedOf(List<? extends CommandResultMessage<?>> answers) {
        return answers.stream().filter(CommandResultMessage::isExceptional).count();
    }

    @RepeatedTest(20)
    void one_sku_goes_to_one_product() {
        String sku = unused();

        var answers = atOnce(mug(market.seller(), sku), mug(market.seller(), sku));

        assertThat(refusedOf(answers)).isEqualTo(1);
        assertThat(market.historyOf("sku/" + sku)).hasSize(1);
    }

    @RepeatedTest(20)
    void one_title_gives_two_slugs() {
        SellerId seller = market.seller();
        String title = "Tasse " + unused();

        var answers = atOnce(called(seller, title), called(seller, title), called(seller, title));

        assertThat(refusedOf(answers)).isZero();
        assertThat(answers)
                .extracting(it -> ((ProductView) it.getPayload()).slug())
                .doesNotHaveDuplicates();
    }

    @RepeatedTest(20)
    void one_slug_goes_to_one_product() {
        SellerId seller = market.seller();
        ProductView first = market.product(mug(seller, unused()));
        ProductView second = market.product(mug(seller, unused()));
        String wanted = "wanted-" + unused();

        var answers =
                atOnce(
                        new ChangeProduct(first.id(), editor(seller), slug(wanted)),
                        new ChangeProduct(second.id(), editor(seller), slug(wanted)));

        assertThat(refusedOf(answers)).isEqualTo(1);
        assertThat(market.historyOf("slug/" + wanted)).hasSize(1);
    }

    @RepeatedTest(20)
    void two_moves_make_no_cycle() {
        var left = new CategoryId(newId(CategoryId.PREFIX));
        var right = new CategoryId(newId(CategoryId.PREFIX));
        market.carryOut(new AddCategory(left, "Left", null, null));
        market.carryOut(new AddCategory(right, "Right", null, null));

        var answers =
                atOnce(
                        new ChangeCategory(left, null, null, right, false),
                        new ChangeCategory(right, null, null, left, false));

        assertThat(refusedOf(answers)).isEqualTo(1);
    }

    @RepeatedTest(20)
    void two_bulks_over_the_same_products_do_not_wait_for_each_other() {
        SellerId seller = market.seller();
        ProductView first = market.product(mug(seller, unused()));
        ProductView second = market.product(mug(seller, unused()));
        var one = new ChangeProduct(first.id(), editor(seller), slug("one-" + unused()));
        var two = new ChangeProduct(second.id(), editor(seller), slug("two-" + unused()));

        var answers =
                atOnce(
                        new ChangeManyProducts("bulk_a", List.of(), List.of(one, two)),
                        new ChangeManyProducts("bulk_b", List.of(), List.of(two, one)));

        assertThat(refusedOf(answers)).isZero();
    }
}
