package souk.bench.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.Configuration;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;

import souk.catalog.ProductId;
import souk.catalog.command.Offer;
import souk.catalog.command.Offers;
import souk.inventory.command.StockLevels;
import souk.kernel.Money;
import souk.platform.postgres.DatabaseAddress;
import souk.seller.SellerId;

import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command side as it runs in production, wired by Spring, but for a market where everything is
 * for sale: what is measured is carts.
 */
public final class CommandNode implements AutoCloseable {

    /** For the circumstances of a report. */
    public static final String MARKET = "offers and stock are answered at once, from memory";

    private static final ProductId PRODUCT = new ProductId("prd_01hzy00000000000000000000a");
    private static final SellerId SELLER = new SellerId("sel_01hzy00000000000000000000a");
    private static final Money PRICE = new Money(19_900, Currency.getInstance("TND"));

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = "souk",
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "souk\\.(bench|.*query)\\..*"))
    static class Wiring {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        @Primary
        Offers everythingForSale() {
            return sku ->
                    Optional.of(
                            new Offer(
                                    sku,
                                    PRODUCT,
                                    SELLER,
                                    "Atlas",
                                    "Blue mug",
                                    PRICE,
                                    true,
                                    List.of(),
                                    null));
        }

        @Bean
        @Primary
        StockLevels plentyOfEverything() {
            return _ -> Integer.MAX_VALUE;
        }
    }

    private final ConfigurableApplicationContext context;

    private CommandNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static CommandNode on(DatabaseAddress database) {
        return new CommandNode(
                new SpringApplicationBuilder(Wiring.class)
                        .web(WebApplicationType.NONE)
                        .run(
                                // commands use no JPA
                                "--spring.jpa.hibernate.ddl-auto=none",
                                "--logging.level.souk=warn",
                                "--spring.datasource.url=" + database.url(),
                                "--spring.datasource.username=" + database.username(),
                                "--spring.datasource.password=" + database.password()));
    }

    public CommandGateway gateway() {
        return context.getBean(CommandGateway.class);
    }

    /** What every event remembers of its command. */
    public CorrelationDataProvider origin() {
        return context.getBean(CorrelationDataProvider.class);
    }

    /** What decisions about carts ask for besides the command. */
    public Map<Class<?>, Object> surroundings() throws ClassNotFoundException {
        Map<Class<?>, Object> all = new HashMap<>();
        for (String type : List.of("Assortment", "GuestCarts")) {
            Class<?> asked = Class.forName("souk.cart.command." + type);
            all.put(asked, context.getBean(asked));
        }
        return all;
    }

    public Configuration axon() {
        return context.getBean(Configuration.class);
    }

    public Cache aggregates() {
        return context.getBean(Cache.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
