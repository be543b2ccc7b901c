package souk.order.command;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** What can be said about orders from outside. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OrderSettings.class, ShippingSettings.class, TaxSettings.class})
class OrderConfiguration {}
