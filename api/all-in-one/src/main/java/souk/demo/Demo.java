package souk.demo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

import souk.catalog.AllCategories;
import souk.catalog.CategoryQuery.ListCategories;
import souk.demo.Market.House;
import souk.inventory.StockCommand.SetStock;
import souk.inventory.StockKeeper;
import souk.inventory.StockQuery.FindStock;
import souk.inventory.StockView;
import souk.seller.SellerPage;
import souk.seller.SellerQuery.FindSeller;
import souk.seller.SellerQuery.ListSellers;
import souk.seller.SellerView;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Fills an empty store with examples, beside whatever else is going on. Stopped halfway, it goes on
 * at the next start; at a start after that there is nothing left to do.
 */
@Component
@ConditionalOnProperty("souk.demo")
class Demo {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    /** For everybody in it. It opens nothing but examples. */
    static final String PASSWORD = "marhaba-souk";

    private static final int PROGRESS = 250;

    private final Errands errands;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final int products;
    private final Thread thread;

    Demo(
            Errands errands,
            PasswordEncoder passwords,
            Clock clock,
            @Value("${souk.demo.products:1000}") int products) {
        this.errands = errands;
        this.passwords = passwords;
        this.clock = clock;
        this.products = products;
        this.thread = Thread.ofVirtual().name("demo").unstarted(this::run);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        thread.start();
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        thread.interrupt();
    }

    boolean isOver() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    private void run() {
        try {
            fill(Market.read());
        } catch (InterruptedException stopped) {
            LOG.info("Demo: stopped halfway, the next start goes on");
        } catch (RuntimeException failed) {
            if (thread.isInterrupted()) {
                LOG.info("Demo: stopped halfway, the next start goes on");
            } else {
                LOG.warn("Demo: not complete, the next start goes on", failed);
            }
        }
    }

    private void fill(Market market) throws InterruptedException {
        Goods goods = new Goods(market);
        List<Step> stock = goods.stock(products);
        if (isDone(stock)) {
            LOG.info("Demo: everything is there");
            new Doorbell(market).tell();
            return;
        }
        if (isSomebodyElses(market)) {
            LOG.warn("Demo: the store is not empty, and is left as it is");
            return;
        }
        Instant start = clock.instant();
        LOG.info("Demo: people, sellers and categories come first");
        new Doorbell(market).tell();
        Crowd crowd = new Crowd(market, hash());
        errands.sideBySide(crowd.accounts());
        errands.sideBySide(crowd.applications());
        errands.sideBySide(crowd.approvals());
        errands.inTurn(new Places(market).categories());
        inParts("products", goods.products(products));
        // the last one alone and at the end: it tells that all others are there
        inParts("stocks", stock.subList(0, stock.size() - 1));
        errands.inTurn(stock.subList(stock.size() - 1, stock.size()));
        long seconds = Duration.between(start, clock.instant()).toSeconds();
        LOG.info("Demo: complete after {} s", seconds);
    }

    private void inParts(String what, List<Step> steps) throws InterruptedException {
        for (int done = 0; done < steps.size(); done += PROGRESS) {
            errands.sideBySide(steps.subList(done, Math.min(done + PROGRESS, steps.size())));
            LOG.info(
                    "Demo: {} of {} {}",
                    Math.min(done + PROGRESS, steps.size()),
                    steps.size(),
                    what);
        }
    }

    private String hash() {
        String hash = passwords.encode(PASSWORD);
        if (hash == null) {
            throw new IllegalStateException("no hash");
        }
        return hash;
    }

    private boolean isDone(List<Step> stock) {
        SetStock last = (SetStock) stock.getLast().command();
        return errands.isThere(new FindStock(last.sku(), StockKeeper.ADMIN), StockView.class);
    }

    private boolean isSomebodyElses(Market market) {
        for (House house : market.houses()) {
            if (errands.isThere(new FindSeller(Crowd.seller(house)), SellerView.class)) {
                return false;
            }
        }
        boolean sold =
                !errands.ask(new ListSellers(null, null, 1, null, false), SellerPage.class)
                        .items()
                        .isEmpty();
        return sold || !errands.ask(new ListCategories(), AllCategories.class).items().isEmpty();
    }
}
