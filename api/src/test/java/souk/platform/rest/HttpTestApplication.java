package souk.platform.rest;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Lazy;

/** All of HTTP and the database, with buses on which tests put what they need. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(
        basePackages = {
            "souk.platform.rest",
            "souk.platform.postgres",
            "souk.account.rest",
            "souk.auction.rest",
            "souk.cart.rest",
            "souk.catalog.rest",
            "souk.errand.rest",
            "souk.inventory.rest",
            "souk.order.rest",
            "souk.payment.rest",
            "souk.projection.rest",
            "souk.seller.rest",
            "souk.stats.rest"
        },
        // a test of accounts has a neighbour of its own
        excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*(OwnSeller|SellerRecords)"))
class HttpTestApplication {

    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    @Bean
    CommandBus commandBus() {
        return SimpleCommandBus.builder().build();
    }

    @Bean
    CommandGateway commandGateway(CommandBus bus) {
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    @Bean
    QueryBus queryBus() {
        return SimpleQueryBus.builder().build();
    }

    @Bean
    QueryGateway queryGateway(QueryBus bus) {
        return DefaultQueryGateway.builder().queryBus(bus).build();
    }

    @Bean
    @Lazy
    Client client(@LocalServerPort int port) {
        return new Client(port);
    }
}
