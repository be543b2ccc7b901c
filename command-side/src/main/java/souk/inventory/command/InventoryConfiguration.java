package souk.inventory.command;

import org.axonframework.config.ConfigurerModule;
import org.axonframework.lifecycle.Phase;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the memory of stock hear of what this process decides. */
@Configuration(proxyBeanMethods = false)
class InventoryConfiguration {

    @Bean
    ConfigurerModule stockNews(StockMemory memory) {
        return configurer ->
                configurer.onInitialize(
                        axon ->
                                axon.onStart(
                                        Phase.LOCAL_MESSAGE_HANDLER_REGISTRATIONS,
                                        () -> axon.eventBus().registerDispatchInterceptor(memory)));
    }
}
